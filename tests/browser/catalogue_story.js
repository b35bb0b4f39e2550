/* From the catalogue to a rule that is kept: a unit compares itself on a telephone, the committee sees it on a desk, links what is
 * common, asks whether the rule is kept, and closes. */
"use strict";

const office = require("./office.js");
const { ok, same, holds } = require("./tap.js");
const { clean } = require("./axe.js");

const FACTS = "机关一支部全年没有研究过业务工作。";

async function press(page, control) {
  await Promise.all([page.waitForNavigation(), control.click()]);
}

const item = (page, number) => page.locator(".compare-item").nth(number - 1);
const button = (page, number, name) => item(page, number).getByRole("button", { name, exact: true });

/* Three buttons an item; what is typed is saved with the next button, whichever it is. */
async function compare(page) {
  await page.goto("/");
  await press(page, page.getByRole("link", { name: /^去对照/ }).first());
  await clean(page, "comparison on a telephone");
  holds("it says what it costs", await page.locator(".burden").innerText(), "填报量");
  const box = await button(page, 2, "有").boundingBox();
  ok("a thumb hits a button", box.height >= 44 && box.width >= 44, JSON.stringify(box));
  await press(page, page.getByRole("button", { name: "报送对照结果" }));
  holds("what is not whole is not handed in", await page.locator("[role=alert]").innerText(), "没有回答");
  await press(page, button(page, 2, "有"));
  await item(page, 2).getByLabel("本单位具体表现").fill(FACTS);
  await press(page, button(page, 3, "不涉及"));
  same("what was typed beside another button is saved", await item(page, 2).getByLabel("本单位具体表现").inputValue(), FACTS);
  holds("all is answered", await page.locator("[role=status]").innerText(), "还有 0 条");
  await press(page, page.getByRole("button", { name: "报送对照结果" }));
  holds("it is handed in", await page.locator("main").innerText(), "已报送");
  await page.goto("/problem?q=" + encodeURIComponent("机关一支部"));
  same("what was found is one problem", await page.locator("tbody tr").count(), 1);
  await press(page, page.locator("tbody a").first());
  holds("it knows the item it came from", await page.locator("main").innerText(), "党支部主体作用发挥不明显");
}

async function survey(page) {
  await page.goto("/catalogue");
  await press(page, page.locator("tbody a").first());
  await clean(page, "catalogue");
  const words = await page.locator("main").innerText();
  holds("two of three have handed in", words, "已报送 2/3");
  const row = await page.locator("tbody tr", { hasText: "教育厅党组" }).first().innerText();
  ok("it says what was found where", row.includes("有") && row.includes("不涉及"), row);
}

async function link(page) {
  await page.goto("/common_problem");
  await press(page, page.locator("tbody a").first());
  await press(page, page.getByRole("link", { name: "联系同类问题" }));
  await clean(page, "linking");
  await page.getByLabel(FACTS).check();
  await press(page, page.getByRole("button", { name: "联系到这个共性问题" }));
  await clean(page, "common problem");
  holds("the problem has joined", await page.locator("main").innerText(), FACTS);
}

async function observe(page) {
  await page.goto("/");
  await press(page, page.getByRole("link", { name: /^去核查/ }).first());
  await page.getByLabel("核查结论").selectOption({ label: "落实了" });
  await page.getByLabel("看到的情况").fill("抽查三个支部，支部书记都列席了处务会。");
  await press(page, page.getByRole("button", { name: "核查落实" }));
  holds("the rule was seen to be kept", await page.locator("main").innerText(), "抽查三个支部");
}

async function close(page) {
  await page.goto("/common_problem");
  await press(page, page.locator("tbody a").first());
  await press(page, page.getByRole("link", { name: "办结", exact: true }));
  await press(page, page.getByRole("button", { name: "办结", exact: true }));
  holds("with a rule it is closed", await page.locator("main").innerText(), "已办结");
  await page.goto("/similar");
  await clean(page, "similar problems");
  await page.goto("/warnings");
  await clean(page, "warnings");
}

/* A window of each person's own. */
async function window_of(browser, address, codes, login, size) {
  const { page, complaints } = await office.openWindow(browser, address, size);
  await office.logIn(page, login, codes[login]);
  return { page, complaints };
}

async function run(browser, address, codes) {
  const phone = await window_of(browser, address, codes, "linwanzhou", office.PHONE);
  await compare(phone.page);
  const desk = await window_of(browser, address, codes, "hexiaolan", office.WIDE);
  await survey(desk.page);
  await link(desk.page);
  await observe(desk.page);
  await close(desk.page);
  const loud = phone.complaints.concat(desk.complaints).filter((one) => !/status of (409|422)/.test(one));
  same("the consoles are quiet", loud.join("\n"), "");
}

module.exports = { run };

/* The officer's morning: a feedback document comes, is reviewed, becomes problems, the three lists go out and come back. */
"use strict";

const fs = require("fs");
const path = require("path");
const { ROOT, PASSWORD, send } = require("./office.js");
const { readZip, writeZip, makeDocx } = require("./zip.js");
const { clean } = require("./axe.js");
const { ok, same, holds } = require("./tap.js");

const FEEDBACK = fs.readFileSync(path.join(ROOT, "tests/data/feedback-education.txt"), "utf8");

const symptoms = (page) => page.locator(".proposal:not(.is-dropped) .proposal-symptom").allInnerTexts();
const proposal = (page, part) => page.locator(".proposal", { has: page.locator(".proposal-symptom", { hasText: part }) }).first();
const tick = (page, part) => proposal(page, part).getByRole("checkbox").check();

async function upload(page, title, extension) {
  const docx = extension === "docx" ? makeDocx(FEEDBACK.split("\n").filter(Boolean)) : Buffer.from(FEEDBACK);
  await page.goto("/feedback");
  await page.getByLabel("反馈文件").setInputFiles({ name: title + "." + extension, mimeType: "application/octet-stream", buffer: docx });
  await page.getByLabel("来源名称").fill(title);
  await page.getByLabel("来源类别").selectOption({ label: "督查" });
  await page.getByLabel("被反馈单位").selectOption({ index: 1 });
  await send(page, "读取并逐条确认");
}

async function open(page, part) {
  const edit = proposal(page, part).locator(".proposal-edit");
  await edit.locator("summary").click();
  return edit;
}

const touched = (page) => page.evaluate(() => navigator.maxTouchPoints > 0);

/* As a long press and the handles do it: a word, then the whole sentence, and no event of a mouse.  (Headless Chromium makes no long
 * press of touches, so the selection itself is set.)  A touch elsewhere ends the selection; what was taken stays. */
async function select(page, add) {
  const words = (length) => page.evaluate((n) => {
    const paragraph = [...document.querySelectorAll("[data-paragraph]")].find((one) => one.textContent.startsWith("省直机关工委第二督查组关于"));
    const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
    window.getSelection().setBaseAndExtent(text, 0, text, n || text.length);
  }, length);
  const taken = async () => [await add.locator("[data-review-symptom]").inputValue(), await add.locator("[data-review-places]").inputValue()];
  await words(4);
  await page.waitForFunction(() => document.querySelector("[data-review-symptom]").value !== "");
  same("a selected word is taken with its place", (await taken()).join("|"), "省直机关|1:0:4");
  await words(0);
  await page.waitForFunction(() => document.querySelector("[data-review-symptom]").value.length > 4);
  const whole = await taken();
  ok("the place opens by itself", await add.locator("[data-review-symptom]").isVisible());
  if (await touched(page)) await page.locator("h1").tap();
  else await page.locator("h1").click();
  same("ending the selection keeps what was taken", (await taken()).join("|"), whole.join("|"));
}

async function rework(page) {
  same("five problems are proposed", (await symptoms(page)).length, 5);
  await tick(page, "谈心谈话");
  await tick(page, "主题党日");
  await send(page, "合并");
  const merged = await symptoms(page);
  ok("two are merged", merged.length === 4 && merged.some((text) => text.includes("主题党日") && text.includes("谈心谈话")), merged.join("\n"));

  let edit = await open(page, "机关第一党支部");
  const text = edit.getByLabel("问题表现");
  const at = [...await text.inputValue()].indexOf("，");
  await text.focus();
  await text.evaluate((area, place) => area.setSelectionRange(place, place), at);
  await page.keyboard.press("ArrowRight");
  await Promise.all([page.waitForNavigation(), edit.getByRole("button", { name: "拆成两条" }).click()]);
  const split = await symptoms(page);
  ok("one is split at the cursor", split.length === 5 && split.some((one) => /党员大会，$/.test(one)) && split.some((one) => /^支部委员会记录/.test(one)),
    split.join("\n"));

  edit = await open(page, "支部委员会记录");
  await edit.getByLabel("问题表现").fill("");
  await edit.getByLabel("整改措施").fill("写明讨论经过");
  await Promise.all([page.waitForNavigation(), edit.getByRole("button", { name: "保存修改" }).click()]);
  ok("an empty text is refused", await page.getByRole("alert").isVisible());
  await clean(page, "a refused edit in the review");
  edit = page.locator(".proposal-edit[open]");
  same("what was typed beside it is kept", await edit.getByLabel("整改措施").inputValue(), "写明讨论经过");
  await edit.getByLabel("问题表现").fill("机关第一党支部支委会记录缺少讨论内容");
  await Promise.all([page.waitForNavigation(), edit.getByRole("button", { name: "保存修改" }).click()]);
  holds("the text is edited", (await symptoms(page)).join("\n"), "机关第一党支部支委会记录缺少讨论内容");

  await tick(page, "党务干部培训");
  await send(page, "剔除");
  ok("one is dropped", await proposal(page, "党务干部培训").getByText("已剔除").isVisible());
  await tick(page, "党务干部培训");
  await send(page, "恢复");
  ok("and restored", !await proposal(page, "党务干部培训").getByText("已剔除").isVisible());

  const before = (await symptoms(page)).length;
  const add = page.locator("[data-review-add]");
  await select(page, add);
  await add.getByLabel("问题表现").fill("选中的一句");
  const button = add.getByRole("button", { name: "补上" });
  await Promise.all([page.waitForNavigation(), (await touched(page)) ? button.tap() : button.click()]);
  same("selected text is added", (await symptoms(page)).length, before + 1);
  ok("and leads to its place", await proposal(page, "选中的一句").getByText("原文第1段").isVisible());
  await tick(page, "选中的一句");
  await send(page, "剔除");
}

async function pick(page, label, name) {
  const field = page.locator(".bulk-assign .field", { has: page.locator("label", { hasText: new RegExp("^" + label) }) }).first();
  await field.locator(".picker > input").fill(name);
  const box = field.locator(".picker-list label:not([hidden])", { hasText: name }).first().locator("input");
  await box.check();
}

async function assign(page, people) {
  await page.getByLabel("全选").check();
  await page.locator("summary", { hasText: "批量指定" }).click();
  await pick(page, "责任单位", people.unit);
  await pick(page, "责任领导", people.leader);
  await pick(page, "责任人", people.person);
  await page.locator(".bulk-assign").getByLabel("整改期限").fill("2027-03-31");
  await send(page, "指定给勾选的");
  const facts = await proposal(page, "党务干部培训").locator(".proposal-facts").innerText();
  for (const word of [people.leader, people.person, people.unit, "2027-03-31"]) holds("assigned: " + word, facts, word);
  await send(page, "确认（不勾即全部）");
  same("all open ones are confirmed", await page.locator(".proposal.is-confirmed").count(), 5);
}

async function threeViews(page) {
  await page.goto("/problem");
  for (const view of ["问题清单", "责任清单", "整改清单"]) {
    await Promise.all([page.waitForNavigation(), page.locator(".tabs").getByRole("link", { name: view }).click()]);
    holds("the list as " + view, await page.locator("tbody").innerText(), "党务干部培训");
  }
}

async function claim(page) {
  await page.goto("/problem?q=" + encodeURIComponent("党务干部培训"));
  await page.locator("tbody a").first().click();
  await page.waitForURL(/\/problem\/[^/?]+$/);
  const address = page.url();
  ok("the problem shows its sentence", await page.locator(".sentence").isVisible());
  await page.getByRole("link", { name: "认领" }).click();
  await page.waitForURL(/claim/);
  await send(page, "认领");
  holds("it is claimed", await page.locator("main").innerText(), "待审方案");
  return address;
}

async function listsOutAndIn(page, address) {
  await page.goto("/problem");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "三张清单（Excel）" }).click()]);
  const entries = readZip(fs.readFileSync(await download.path()));
  const book = entries["xl/workbook.xml"].toString();
  for (const sheet of ["问题清单", "责任清单", "整改清单"]) holds("the workbook has " + sheet, book, `name="${sheet}"`);
  const old = "新任支部书记上岗半年未接受培训", changed = "三名新任支部书记上岗半年未接受培训";
  const sheet = entries["xl/worksheets/sheet1.xml"].toString();
  holds("a sheet names the problem", sheet, old);
  entries["xl/worksheets/sheet1.xml"] = sheet.split(old).join(changed);

  await page.goto("/lists/import");
  await page.getByLabel("改好的清单").setInputFiles({ name: "清单.xlsx", mimeType: "application/octet-stream", buffer: writeZip(entries) });
  await send(page, "比对");
  const rows = await page.locator("tbody").innerText();
  holds("the difference is shown", rows, changed);
  await clean(page, "the differences");
  await send(page, "保存以上全部改动");
  await page.goto(address);
  holds("the problem has the new text", await page.locator("h1").innerText(), changed);
  await page.locator("details.history summary").click();
  holds("its journal says so", await page.locator("details.history").innerText(), changed);
}

async function wrongInput(page, address) {
  await page.goto(address + "/edit");
  await page.getByLabel("整改目标").fill("让每名支部书记都受过培训");
  await page.getByLabel("整改期限").fill("");
  const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === "POST"), send(page, "保存")]);
  same("a cleared deadline is refused", answer.status(), 422);
  await clean(page, "a refused form");
  same("what was typed is kept", await page.getByLabel("整改目标").inputValue(), "让每名支部书记都受过培训");
  await page.getByRole("alert").getByRole("link").first().click();
  same("the summary leads to the field", await page.evaluate(() => document.activeElement.name || location.hash), "deadline");
}

async function twoEditors(page, address) {
  const other = await page.context().newPage();
  await page.goto(address + "/edit");
  await other.goto(address + "/edit");
  await page.bringToFront();
  await page.getByLabel("整改目标").fill("甲写的目标");
  await other.getByLabel("整改目标").fill("乙写的目标");
  await send(page, "保存");
  await other.bringToFront();
  const [answer] = await Promise.all([other.waitForResponse((one) => one.request().method() === "POST"), send(other, "保存")]);
  same("the second editor is told", answer.status(), 409);
  await clean(other, "two editors");
  const text = await other.locator("main").innerText();
  holds("with the other's text", text, "甲写的目标");
  same("and his own is kept", await other.getByLabel("整改目标").inputValue(), "乙写的目标");
  await other.close();
}

async function run(page, people) {
  await upload(page, people.title, people.extension);
  await rework(page);
  await assign(page, people);
  await threeViews(page);
  const address = await claim(page);
  await listsOutAndIn(page, address);
  await wrongInput(page, address);
  await twoEditors(page, address);
}

module.exports = { run, upload, symptoms, PASSWORD };

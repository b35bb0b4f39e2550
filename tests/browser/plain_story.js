/* Forms and lists without JavaScript: what a browser alone can do is enough for the work. */
"use strict";

const { send } = require("./office.js");
const { ok, same, holds } = require("./tap.js");
const reviewing = require("./review_story.js");

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function review(page) {
  await reviewing.upload(page, "纯表单反馈", "docx");
  same("five problems are proposed", (await reviewing.symptoms(page)).length, 5);
  for (const box of await page.locator('input[name="proposal"][type="checkbox"]').all()) await box.check();
  await page.locator("summary", { hasText: "批量指定" }).click();
  const assign = page.locator(".bulk-assign").first();
  await assign.getByLabel("责任领导").selectOption({ label: "陆长川" });
  await assign.getByLabel("责任人").selectOption([{ label: "闻溪" }, { label: "叶知行" }]);
  await assign.getByLabel("整改期限").fill("2027-05-31");
  await send(page, "指定给勾选的");
  const facts = await page.locator(".proposal-facts").first().innerText();
  for (const name of ["陆长川", "闻溪", "叶知行", "2027-05-31"]) holds("assigned: " + name, facts, name);
  const edit = page.locator(".proposal-edit").first();
  await edit.locator("summary").click();
  await edit.getByLabel("从第").fill("5");
  await press(page, edit.getByRole("button", { name: "拆成两条" }));
  same("split by the number of a character", (await reviewing.symptoms(page)).length, 6);
  await send(page, "确认（不勾即全部）");
  same("all are confirmed", await page.locator(".proposal.is-confirmed").count(), 6);
}

async function list(page) {
  await page.goto("/problem?limit=5");
  const first = await page.locator("tbody tr").allInnerTexts();
  await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "下一页" }).click()]);
  const second = await page.locator("tbody tr").allInnerTexts();
  ok("the next page has other rows", first.length === 5 && second.length > 0 && !second.some((row) => first.includes(row)));
  await page.goto("/problem");
  await page.locator(".filters").getByLabel("状态").selectOption({ label: "整改中" });
  await press(page, page.locator(".filters").getByRole("button"));
  const kept = await page.locator("tbody tr").allInnerTexts();
  ok("the filter keeps what it says", kept.length === 4 && kept.every((row) => row.includes("整改中")), kept.join("\n"));
  same("and shows what is chosen", await page.locator(".filters").getByLabel("状态").inputValue(), "rectifying");
}

async function edit(page) {
  await page.goto("/problem?q=" + encodeURIComponent("中心组学习"));
  await page.locator("tbody a").first().click();
  await page.getByRole("link", { name: "修改", exact: true }).click();
  await page.getByLabel("整改目标").fill("研讨代替读文件");
  await send(page, "保存");
  holds("the edit is saved", await page.locator("main").innerText(), "研讨代替读文件");
}

async function run(page) {
  await review(page);
  await list(page);
  await edit(page);
}

module.exports = { run };

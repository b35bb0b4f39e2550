/* A branch secretary on a telephone after the assembly: the count is entered, a tie at the last place opens the next round, and what
 * was typed wrongly is not lost. */
"use strict";

const { send } = require("./office.js");
const { clean } = require("./axe.js");
const { ok, same } = require("./tap.js");

const VOTES = { 叶知行: "4", 孟凡一: "5", 闻溪: "5", 顾念安: "4" };

/* The chooser offers who may be chosen under the field; one is ticked. */
async function choose(page, label, name) {
  const field = page.locator(".field", { has: page.getByText(label, { exact: true }) });
  await field.getByRole("checkbox", { name }).check();
}

async function run(page) {
  const line = page.locator(".inbox li", { hasText: "换届选举" });
  await Promise.all([page.waitForNavigation(), line.getByRole("link", { name: /^办理/ }).click()]);
  await clean(page, "an election");
  ok("it is agreed to", (await page.locator(".flow-steps .is-now").innerText()).includes("已批复"));
  same("the list is in the order of strokes", (await page.locator(".ballot").first().locator(".names a").allInnerTexts()).join(" "), Object.keys(VOTES).join(" "));

  await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "选举文书" }).click()]);
  await clean(page, "an election's papers");
  const [sheet] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下载成套选票" }).click()]);
  ok("the ballots come as Word", sheet.suggestedFilename().endsWith(".docx"), sheet.suggestedFilename());

  await page.goBack();
  await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "登记计票" }).first().click()]);
  await clean(page, "a count");
  same("who is expected is reckoned", await page.getByLabel("应到会有选举权人数").inputValue(), "6");
  for (const label of ["实到会有选举权人数", "发出选票"]) await page.getByLabel(label).fill("6");
  await page.getByLabel("收回选票").fill("6");
  await choose(page, "监票人", "陆长川");
  for (const [name, votes] of Object.entries(VOTES)) await page.getByLabel(name, { exact: true }).last().fill(name === "闻溪" ? "7" : votes);
  await send(page, "保存计票");
  ok("more votes than papers are refused", (await page.getByRole("alert").innerText()).includes("多于有效票"));
  same("what was typed is there", await page.getByLabel("叶知行", { exact: true }).last().inputValue(), VOTES.叶知行);
  ok("and who was chosen", await page.locator(".field", { has: page.getByText("监票人", { exact: true }) }).getByRole("checkbox", { name: "陆长川" }).isChecked());
  await page.getByLabel("闻溪", { exact: true }).last().fill(VOTES.闻溪);
  await send(page, "保存计票");
  ok("he is at the election", /\/election\/[0-9A-Z]{12}$/.test(page.url()), page.url());
  same("the tie has a round of its own", (await page.locator(".ballot", { hasText: "委员第二轮" }).locator(".names a").allInnerTexts()).join(" "), "叶知行 顾念安");
  await clean(page, "an election with a second round");
}

module.exports = { run };

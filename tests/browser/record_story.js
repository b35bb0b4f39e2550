/* A branch secretary on a telephone: from the workbench to a saved meeting in a few taps and one text, the strip turns
 * green, and the record is taken back. */
"use strict";

const { send } = require("./office.js");
const { clean } = require("./axe.js");
const { ok, same } = require("./tap.js");

async function run(page) {
  let taps = 0;
  const tap = async (locator) => {
    taps++;
    await locator.click();
  };
  const lecture = page.locator(".inbox li", { hasText: "民主评议党员" });
  await Promise.all([page.waitForNavigation(), tap(lecture.getByRole("link", { name: /^去记/ }))]);
  await clean(page, "writing down a meeting");
  ok("the kind is chosen already", await page.getByRole("radio", { name: "民主评议党员" }).isChecked());
  ok("everybody is there", await page.getByText("人都到了").isVisible());
  await tap(page.getByLabel("议题或内容"));
  await page.keyboard.type("民主评议党员，全体到会");
  taps++;
  await send(page, "保存");
  ok("an ordinary meeting takes at most six taps", taps <= 6, String(taps));
  ok("he is at his branch", /\/unit\/[0-9A-Z]{12}$/.test(page.url()), page.url());
  const row = page.locator(".strip tr", { has: page.getByRole("rowheader", { name: /民主评议党员/ }) });
  same("the cell is green", await row.locator("td").getAttribute("class"), "tone tone-met");
  await clean(page, "a unit's strip");

  await Promise.all([page.waitForNavigation(), row.getByRole("link").click()]);
  await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "民主评议党员，全体到会" }).click()]);
  await clean(page, "an activity");
  await send(page, "删除");
  await page.goto("/");
  await Promise.all([page.waitForNavigation(), page.locator(".inbox li", { hasText: "民主评议党员" }).getByRole("link", { name: /^去记/ }).click()]);
  ok("taken back, it is asked for again", /kind=appraisal/.test(page.url()), page.url());

  await page.getByText("人都到了").click();
  await page.getByRole("checkbox").first().check();
  await page.getByLabel("日期").fill("2199-01-01");
  await page.getByLabel("议题或内容").fill("写好的一句");
  await send(page, "保存");
  ok("a day that is to come is refused", await page.getByRole("alert").isVisible());
  ok("and who was ticked", await page.getByRole("checkbox", { includeHidden: true }).first().isChecked());
  same("and what was typed is there", await page.getByLabel("议题或内容").inputValue(), "写好的一句");
}

module.exports = { run };

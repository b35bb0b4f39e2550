/* An officer on a telephone: what the records let one suspect, from the workbench to a problem and to a dismissal. */
"use strict";

const { send } = require("./office.js");
const { clean } = require("./axe.js");
const { ok, holds, same } = require("./tap.js");

const follow = (page, link) => Promise.all([page.waitForNavigation(), link.click()]);
const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

async function confirm(page) {
  await follow(page, page.locator("#suspicions").getByRole("link", { name: /^去处理/ }).first());
  await clean(page, "one suspected problem");
  ok("it fits a telephone", !(await wide(page)));
  holds("it says what and by which article", await page.locator("main").innerText(), "《中国共产党支部工作条例（试行）》第十一条");
  await page.getByLabel("问题表现").fill("建设管理处党支部两个季度没有开党员大会");
  await send(page, "确认为问题");
  ok("it is a problem", /\/problem\/[0-9A-Z]{12}$/.test(page.url()), page.url());
  same("in his words", await page.locator("h1").innerText(), "建设管理处党支部两个季度没有开党员大会");
  await follow(page, page.getByRole("link", { name: "看这个党组织的组织生活和任期" }));
  holds("the unit knows of it", await page.locator("main").innerText(), "已确认为问题");
  await clean(page, "a unit with findings");
}

async function dismiss(page) {
  await page.goto("/suspicion/open");
  await clean(page, "suspected problems");
  await follow(page, page.getByRole("link", { name: /^去处理/ }).first());
  await page.locator("textarea[name=reason]").fill("无");
  await send(page, "排除");
  ok("a reason that is none is refused", await page.getByRole("alert").isVisible());
  same("and what was typed is there", await page.locator("textarea[name=reason]").inputValue(), "无");
  await page.locator("textarea[name=reason]").fill("党课与主题党日合并上，记录已核对");
  await send(page, "排除");
  holds("nothing is left", await page.locator("main").innerText(), "现在没有疑似问题");
}

/* From the problem that the demonstration confirmed to its term, and from the term back. */
async function bothWays(page) {
  await page.goto("/term");
  await follow(page, page.getByRole("link", { name: "水利厅建设管理处党支部" }).first());
  await clean(page, "a late term");
  await follow(page, page.getByRole("link", { name: /没有按期换届/ }));
  ok("from the term to its problem", /\/problem\//.test(page.url()), page.url());
  await follow(page, page.getByRole("link", { name: "看这一届任期" }));
  ok("and back", /\/term\//.test(page.url()), page.url());
}

async function run(page) {
  await confirm(page);
  await dismiss(page);
  await bothWays(page);
}

module.exports = { run };

/* A post changes hands on a telephone: the appointment ends, the workbench says what waits, the officer hands it over to who follows,
 * keeps one piece with who left, and prints the sheet. */
"use strict";

const { ok, holds } = require("./tap.js");
const { clean } = require("./axe.js");

async function go(page, link) {
  await Promise.all([page.waitForNavigation(), link.click()]);
}

/* The appointment of somebody to a post, on the post's page. */
async function tenure(page, post) {
  await page.goto("/post?q=" + encodeURIComponent(post));
  await go(page, page.locator("tbody a", { hasText: post }).first());
}

async function leave(page) {
  await tenure(page, "机关党委书记");
  await go(page, page.locator("a[href^='/tenure/']").first());
  await go(page, page.getByRole("link", { name: "修改", exact: true }));
  await page.getByLabel("免职日期").fill(new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10));
  await go(page, page.getByRole("button", { name: "保存", exact: true }));
}

async function run(page) {
  await leave(page);
  await page.goto("/");
  holds("the workbench says what waits", await page.locator("#handover").innerText(), "机关党委书记：方书敏");
  await go(page, page.getByRole("link", { name: /^去交接/ }));
  holds("nobody follows yet, and it waits", await page.locator("main").innerText(), "还没有接手人");
  await clean(page, "a handover that waits");
  await go(page, page.getByRole("link", { name: "修改", exact: true }));
  await page.getByLabel("接手人").selectOption({ label: "叶知行" });
  await go(page, page.getByRole("button", { name: "保存", exact: true }));
  const pieces = page.locator("input[name=item]");
  const all = await pieces.count();
  ok("there is work to hand over", all > 1, all);
  await pieces.first().check();
  await go(page, page.getByRole("button", { name: "所选由原任继续办" }));
  ok("what stays with him waits no more", await page.locator("input[name=item]").count() === all - 1);
  await go(page, page.getByRole("button", { name: "全部移交给叶知行" }));
  holds("it is handed over", await page.locator("main").innerText(), "已全部交接");
  await go(page, page.getByRole("link", { name: "交接清单", exact: true }));
  const sheet = await page.locator("main").innerText();
  holds("the sheet says who goes on with it", sheet, "由方书敏继续办");
  holds("and who takes it over", sheet, "移交叶知行");
  holds("for both signatures", sheet, "接手人（签字）");
  await clean(page, "the sheet");
  await page.goto("/");
  ok("and nothing waits any more", await page.locator("#handover").count() === 0);
  await page.goto("/notice");
  holds("one's own reminders are a page", await page.locator("main").innerText(), "看没看过，不作记录");
}

module.exports = { run };

/* A branch secretary's calendar on her telephone, without JavaScript: the month is turned, an address is made, read by nobody who is
 * logged in, and stopped.  And an officer sets a rule of his organ. */
"use strict";

const { send, PHONE } = require("./office.js");
const { ok, same, holds } = require("./tap.js");
const { clean } = require("./axe.js");

async function turn(page, name) {
  await Promise.all([page.waitForNavigation(), page.getByRole("link", { name }).click()]);
}

async function plain(page) {
  await page.goto("/calendar");
  const month = await page.locator(".month-turn b").innerText();
  await turn(page, "上个月");
  ok("the month before is another", month !== await page.locator(".month-turn b").innerText());
  await turn(page, "下个月");
  same("and back", await page.locator(".month-turn b").innerText(), month);
  ok("nothing stands beside the screen", await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth).catch(() => true));
  await send(page, "生成订阅地址");
  const address = await page.locator("main code").innerText();
  const read = () => fetch(new URL(address.replace(/^.*\/calendar/, "/calendar"), page.url()));
  const answer = await read();
  same("the address is a calendar", answer.headers.get("content-type"), "text/calendar; charset=utf-8");
  holds("of days", await answer.text(), "BEGIN:VEVENT");
  await page.goto("/calendar");
  ok("the address is not shown again", !(await page.content()).includes("/calendar/feed/" + address.split("/").pop()));
  await send(page, "停用");
  same("and is stopped", (await read()).status, 404);
}

async function settle(page) {
  await page.goto("/rulebook");
  const row = page.locator("tr", { hasText: "每季度一次是通行做法" });
  await Promise.all([page.waitForNavigation(), row.getByRole("link", { name: "设置" }).click()]);
  await page.getByLabel("周期").selectOption({ label: "每年" });
  await page.getByLabel("至少").fill("2");
  await page.getByLabel("依据").fill("水机党〔2026〕12号");
  await send(page, "保存");
  await page.goto("/rulebook");
  for (const part of ["本地：每年至少 2 次", "水机党〔2026〕12号", "顾念安"]) holds("beside the shipped value: " + part, await row.innerText(), part);
  await clean(page, "rules");
  await page.goto("/calendar");
  await clean(page, "calendar");
  await page.setViewportSize(PHONE);
  await clean(page, "calendar on a telephone");
  ok("and as wide as the screen", await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
}

module.exports = { plain, settle };

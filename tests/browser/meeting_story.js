/* A branch secretary on a telephone, beyond the ordinary record: one who was away with his reason, what was decided and voted on,
 * the year's plan with a record in one tap, and the minutes that somebody sent him. */
"use strict";

const { send } = require("./office.js");
const { clean } = require("./axe.js");
const { ok, same } = require("./tap.js");

const day = (days) => new Date(Date.now() + 8 * 3600e3 + days * 86400e3).toISOString().slice(0, 10);

const follow = (page, locator) => Promise.all([page.waitForNavigation(), locator.click()]);

/* One tap a finger's touch: the workbench to the saved record, somebody away. */
async function someoneAway(page) {
  let taps = 0;
  const tap = async (locator, navigates) => {
    taps++;
    await (navigates ? follow(page, locator) : locator.click());
  };
  await page.goto("/activity/record");
  await tap(page.getByRole("radio", { name: "党员大会" }));
  await tap(page.getByText("人都到了"));
  await tap(page.getByRole("group", { name: "缺席的人" }).getByRole("checkbox", { name: "闻溪" }));
  await tap(page.getByLabel("议题或内容"));
  await page.keyboard.type("讨论年度总结");
  taps++;
  await send(page, "保存");
  ok("with somebody away it is six taps and one text still", taps <= 6, String(taps));
  await page.goto("/activity?q=" + encodeURIComponent("讨论年度总结"));
  await follow(page, page.getByRole("link", { name: "讨论年度总结" }).first());
  ok("he is written down as absent", await page.getByText("闻溪").first().isVisible());
}

async function decideAndVote(page) {
  const activity = page.url();
  await follow(page, page.getByRole("link", { name: "新增议定事项" }));
  await page.getByLabel(/^议定事项/).fill("总结定稿后报机关党委");
  await page.getByLabel(/^责任人/).selectOption({ label: "孟凡一" });
  await page.getByLabel(/^完成时限/).fill(day(5));
  await send(page, "保存");
  await page.goto(activity);
  await follow(page, page.getByRole("link", { name: "新增表决" }));
  await page.getByLabel(/^表决事项/).fill("通过年度总结");
  await page.getByLabel(/^赞成/).fill("9");
  await send(page, "保存");
  ok("more votes than are there are refused", await page.getByRole("alert").isVisible());
  await page.getByLabel(/^赞成/).fill("5");
  await send(page, "保存");
  await page.goto(activity);
  ok("the vote has its result and its article", await page.getByText("第十一条").first().isVisible());
  await clean(page, "an activity with a decision and a vote");
  await page.goto("/");
  const row = page.locator("#decision li", { hasText: "总结定稿后报机关党委" });
  ok("the decision waits on his workbench", await row.isVisible());
  await follow(page, row.getByRole("link", { name: /^办结/ }));
  await page.getByLabel(/^完成情况/).fill("已报，机关党委没有意见");
  await Promise.all([page.waitForNavigation(), page.locator("main form button.btn-primary, main form button.btn").first().click()]);
  await page.goto("/");
  same("and no longer when it is done", await page.locator("#decision li", { hasText: "总结定稿后报机关党委" }).count(), 0);
}

async function plan(page) {
  await page.goto("/plan");
  await clean(page, "a year's plan");
  const planned = await page.locator(".plan tbody tr").count();
  ok("the year is planned", planned > 12, String(planned));
  const row = page.locator(".plan tbody tr", { has: page.getByRole("link", { name: /^记这一次/ }) }).last();
  await row.locator("summary").click();
  await row.getByLabel("改到").fill(new Date().getFullYear() + "-12-28");
  await follow(page, row.getByRole("button", { name: "改期" }));
  ok("what was moved stands at its new day", await page.locator("time", { hasText: "-12-28" }).first().isVisible());
  const last = page.locator(".plan tbody tr", { has: page.locator("time", { hasText: "-12-28" }) }).first();
  await follow(page, last.getByRole("link", { name: /^记这一次/ }));
  ok("one tap leads to its record, filled in", (await page.locator("input[name=kind]:checked").count()) === 1, page.url());
  ok("on a day that is not to come", (await page.getByLabel("日期").inputValue()) <= day(0));
}

async function paste(page) {
  await page.goto("/activity/paste");
  await clean(page, "pasting minutes");
  await page.getByLabel("会议记录").fill(day(-9) + " 支委会，研究年度计划，应到3人，实到3人。\n" + day(-8) + " 谈心谈话，围绕工作交流。缺席：赵六（出差）。\n");
  await send(page, "读出会议");
  await clean(page, "what was read of minutes");
  same("two meetings are read", await page.locator(".proposal").count(), 2);
  await page.locator(".proposal").nth(0).getByRole("checkbox").check();
  await page.locator(".proposal").nth(1).getByRole("checkbox").check();
  await send(page, "保存勾选的");
  ok("a name that is no member stops all", await page.getByRole("alert").getByText("第 2 条").isVisible());
  same("what was typed is there", await page.locator(".proposal").nth(1).getByLabel("缺席（原因）").inputValue(), "赵六（出差）");
  await page.locator(".proposal").nth(1).getByLabel("缺席（原因）").fill("闻溪（出差）");
  await send(page, "保存勾选的");
  ok("both are saved", /\/activity\?held_by=/.test(page.url()), page.url());
  await page.goto("/activity?q=" + encodeURIComponent("围绕工作交流"));
  await follow(page, page.getByRole("link", { name: "围绕工作交流" }).first());
  ok("the absentee has his reason", await page.locator("dd", { hasText: "闻溪：出差" }).isVisible());
}

async function run(page) {
  await someoneAway(page);
  await decideAndVote(page);
  await plan(page);
  await paste(page);
}

module.exports = { run };

/* A problem that is really closed, on the telephones of the people it concerns: the officer claims, the handler plans, does and
 * shows, the secretary approves and reviews, the committee accepts, looks again and reopens. */
"use strict";

const office = require("./office.js");
const { ok, holds } = require("./tap.js");

const WORDS = "中心组学习以读文件代替研讨";

/* A telephone of each person's own. */
async function telephones(browser, address, codes) {
  const phones = {};
  for (const login of ["gunianan", "yuexiaoman", "luchangchuan", "hexiaolan"]) {
    const { page } = await office.openWindow(browser, address, office.PHONE);
    await office.logIn(page, login, codes[login]);
    phones[login] = page;
  }
  return phones;
}

/* Opens the problem's page by the search, as who has heard of it would. */
async function open(page) {
  await page.goto("/problem?q=" + encodeURIComponent(WORDS));
  await page.locator("tbody a").first().click();
  await page.waitForURL(/\/problem\/\w+$/);
}

/* A reference to many is typed at and ticked. */
async function choose(page, label, name) {
  const field = page.locator("main .field", { has: page.locator("label", { hasText: new RegExp("^" + label) }) }).first();
  await field.locator(".picker > input").fill(name);
  await field.locator(".picker-list label:not([hidden])", { hasText: name }).first().locator("input").check();
}

/* Follows the act's button, fills what is asked, and does it. */
async function act(page, button, fill = async () => {}) {
  await open(page);
  await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: button, exact: true }).click()]);
  await fill(page);
  await office.send(page, button);
}

async function state(page, wanted) {
  await open(page);
  holds(`it is ${wanted}`, await page.locator("main").innerText(), wanted);
}

async function claim(page) {
  await act(page, "认领", async () => {
    await choose(page, "责任领导", "陆长川");
    await choose(page, "责任人", "岳小满");
    await page.getByLabel("整改期限").fill("2027-03-31");
  });
  await state(page, "待审方案");
}

async function plan(page) {
  await open(page);
  await page.getByRole("link", { name: "新增整改措施" }).click();
  await page.getByLabel("措施序号").fill("1");
  await page.getByLabel("整改措施").fill("每季度集中研讨一次，会前发题目、会后记决定");
  await office.send(page, "保存");
  await act(page, "方案报审", async () => {
    await page.getByLabel("原因归类").selectOption({ label: "制度执行" });
    await page.getByLabel("原因分析").fill("学习计划只排文件，没有排研讨题目。");
    await page.getByLabel("整改目标").fill("每次学习有题目、有发言、有决定。");
  });
}

async function show(page) {
  await open(page);
  await page.getByRole("link", { name: /每季度集中研讨一次/ }).first().click();
  await page.getByRole("link", { name: "修改", exact: true }).click();
  await page.getByLabel("状态").selectOption({ label: "已完成" });
  await page.getByLabel("完成情况").fill("本季度已研讨一次，形成两项决定。");
  await office.send(page, "保存");
  await open(page);
  await page.getByRole("link", { name: "新增佐证" }).click();
  await page.getByLabel("佐证名称").fill("中心组研讨记录");
  await page.getByLabel("事实发生日期").fill("2026-03-01");
  await page.getByLabel("文号或编号").fill("水利党组学〔2026〕5号");
  await office.send(page, "保存");
  await act(page, "申请销号", () => page.getByLabel("整改成效").fill("已按题目研讨一次，两项决定都有人办。"));
  await state(page, "待本单位审核");
}

/* Who asked finds no button to close with, and is told what stands in the way when there is one. */
async function cannotCloseHisOwn(page) {
  await open(page);
  ok("who asked has no button to review with", await page.getByRole("link", { name: "本单位审核通过" }).count() === 0);
}

async function run(browser, address, codes) {
  const { gunianan, yuexiaoman, luchangchuan, hexiaolan } = await telephones(browser, address, codes);
  await claim(gunianan);
  await plan(yuexiaoman);
  await act(luchangchuan, "批准方案");
  await state(luchangchuan, "整改中");
  await show(yuexiaoman);
  await cannotCloseHisOwn(yuexiaoman);
  await act(luchangchuan, "本单位审核通过", async (page) => {
    const said = await page.locator("main").innerText();
    for (const words of ["两项决定都有人办", "水利党组学〔2026〕5号", "每季度集中研讨一次"]) holds("who reviews sees: " + words, said, words);
  });
  await state(luchangchuan, "待上级复核");
  await act(hexiaolan, "复核通过");
  await state(hexiaolan, "已销号");
  const look = (found) => async (page) => {
    await page.getByLabel("回头看方式").selectOption({ label: "电话核实" });
    await page.getByLabel("回头看情况").fill(found);
  };
  await act(hexiaolan, "回头看：已巩固", look("电话问了两名中心组成员，都说有研讨。"));
  await state(hexiaolan, "回头看已巩固");
  await act(hexiaolan, "反弹重开", async (page) => {
    await look("又看了一次，这季度没有研讨。")(page);
    await page.getByLabel("理由").fill("本季度没有研讨");
  });
  await state(hexiaolan, "整改中");
  await hexiaolan.locator(".history summary").click();
  holds("its history is kept", await hexiaolan.locator(".history").innerText(), "本季度没有研讨");
}

module.exports = { run };

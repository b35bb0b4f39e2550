/* An organ of more people than a list can offer: people are found by typing, with JavaScript and without it. */
"use strict";

const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const { send } = require("./office.js");
const { ok, same, holds } = require("./tap.js");

const PEOPLE = 1200;

/* Twelve hundred people more; two of them have one name, and one of these has the name of a colleague of the demonstration. */
function hire(mingze, data) {
  const family = "赵钱孙李周吴郑王冯陈褚卫", given = "明远安宁文博志强晓岚雨桐";
  const rows = ["姓名,人员编号,所在处室,状态"];
  for (let i = 0; i < PEOPLE; i++)
    rows.push(`${family[i % 12]}${given[Math.floor(i / 12) % 12]}${given[Math.floor(i / 144) % 12]},RY${String(i).padStart(4, "0")},SL-C3,在岗`);
  rows.push("欧阳青岚,RY9001,SL-C3,在岗", "欧阳青岚,RY9002,SL-C4,在岗");
  const file = path.join(path.dirname(data), "people.csv");
  fs.writeFileSync(file, rows.join("\n"));
  execFileSync(mingze, ["import", file, "--entity", "person", "--data", data], { stdio: ["ignore", "pipe", "pipe"] });
}

async function openEdit(page) {
  await page.goto("/problem?q=" + encodeURIComponent("中心组学习"));
  await page.locator("tbody a").first().click();
  await page.getByRole("link", { name: "修改", exact: true }).click();
}

const leaders = (page) => page.getByLabel("责任领导");
const responsible = (page) => page.getByLabel("责任人", { exact: true });

/* What the browser offers below the box. */
async function offers(page, box) {
  await page.waitForTimeout(400);
  return page.locator(`#${await box.getAttribute("list")} option`).evaluateAll((all) => all.map((one) => one.value));
}

async function typed(page) {
  await openEdit(page);
  const box = responsible(page);
  same("the box is one to type into", await box.evaluate((e) => e.tagName), "INPUT");
  const before = await box.inputValue();
  ok("it says who is there", before.length > 1, before);
  await box.click();
  await box.press("End");
  await box.pressSequentially("、周安", { delay: 20 });
  const found = await offers(page, box);
  ok("people are offered for two characters", found.length > 0 && found.length <= 10 && found.every((one) => one.startsWith(before + "、")
     && one.slice(before.length).includes("周安")), found.join("\n"));
  await box.fill(found[0]);
  await box.press("End");
  await box.pressSequentially("、周安", { delay: 20 });
  const again = await offers(page, box);
  ok("and again for the next one, behind those", again.length > 0 && again.every((one) => one.startsWith(found[0] + "、")), again.join("\n"));
  await box.fill(before + "、欧阳");
  const twins = await offers(page, box);
  ok("two of one name are told apart", twins.includes(before + "、欧阳青岚（RY9001）") && twins.includes(before + "、欧阳青岚（RY9002）"), twins.join("\n"));
  await box.fill(before + "、欧阳青岚（RY9002）");
  await send(page, "保存");
  holds("the chosen one is saved", await page.locator("main").innerText(), "欧阳青岚");
}

/* The page that was just saved, edited once more without touching the people. */
async function kept(page) {
  await openEdit(page);
  const people = await responsible(page).inputValue();
  holds("the box says which of the two it is", people, "欧阳青岚（RY9002）");
  await page.getByLabel("整改目标").fill("按名册核对到人");
  await send(page, "保存");
  holds("an edit of something else goes through", await page.locator("main").innerText(), "按名册核对到人");
}

async function wrong(page) {
  await openEdit(page);
  await responsible(page).fill("欧阳青岚");
  await send(page, "保存");
  const text = await page.locator(".field-bad").first().innerText();
  ok("a name of two people asks which", /欧阳青岚/.test(text) && /编号|几/.test(text), text);
  same("what was typed is kept", await responsible(page).inputValue(), "欧阳青岚");
  await responsible(page).fill("查无此人");
  await send(page, "保存");
  holds("a name of nobody is told", await page.locator(".field-bad").first().innerText(), "查无此人");
  await responsible(page).fill("RY0007");
  await send(page, "保存");
  ok("a number alone is enough", !page.url().includes("/edit"), page.url());
}

async function run(page) {
  await typed(page);
  await kept(page);
  await wrong(page);
}

async function plain(page) {
  await openEdit(page);
  await leaders(page).fill("欧阳青岚（RY9001）");
  await send(page, "保存");
  holds("without JavaScript a name with its number is enough", await page.locator("main").innerText(), "欧阳青岚");
  await wrong(page);
}

module.exports = { hire, run, plain };

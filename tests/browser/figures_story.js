/* The dashboard: a number and its rows, a unit, a past day, the charts beside their tables, paper and phone. */
"use strict";

const { PHONE, WIDE } = require("./office.js");
const { ok, same, empty } = require("./tap.js");
const { clean } = require("./axe.js");

const day = (ago) => new Date(Date.now() + 8 * 3600e3 - ago * 86400e3).toISOString().slice(0, 10);

/* Charts that were drawn, and those that stand outside of their box. */
const charts = (page) => page.evaluate(() => {
  const boxes = [...document.querySelectorAll("[data-chart]")];
  const out = boxes.filter((box) => {
    const svg = box.querySelector("svg");
    return svg && svg.getBoundingClientRect().width > box.getBoundingClientRect().width + 1;
  });
  return { boxes: boxes.length, drawn: boxes.filter((box) => box.querySelector("svg path")).length, out: out.length };
});

async function numberAndRows(page) {
  const tile = page.locator(".figures-tiles a").filter({ hasText: "未了结" });
  const number = Number(await tile.locator("b").textContent());
  await tile.click();
  same("the list behind a number has as many rows", await page.locator("main tbody tr").count(), number);
  ok("and says that it is narrowed", await page.getByRole("link", { name: "清除" }).isVisible());
}

async function oneUnit(page) {
  await page.goto("/figures");
  const unit = await page.getByLabel("单位").locator("option").filter({ hasText: "水利厅党组" }).first().getAttribute("value");
  await page.getByLabel("单位").selectOption(unit);
  await page.getByRole("button", { name: "查看" }).click();
  ok("a unit is chosen", page.url().includes("unit=" + unit) && await page.locator(".crumbs", { hasText: "水利厅党组" }).isVisible());
}

async function pastDay(page) {
  await page.getByLabel(/截至/).fill(day(30));
  await page.getByRole("button", { name: "查看" }).click();
  ok("a past day says so", await page.getByText(`截至 ${day(30)} 的情况`).isVisible());
  await page.locator(".figures-table a").first().click();
  ok("and so does the list behind it", await page.getByText(`截至 ${day(30)} 的情况`).isVisible() && page.url().includes("asof="));
}

async function wide(page) {
  await page.goto("/");
  await page.getByRole("navigation", { name: "主菜单" }).getByRole("link", { name: "看板" }).click();
  await page.locator("[data-chart] svg").first().waitFor();
  const seen = await charts(page);
  ok(`${seen.drawn} charts are drawn, each in its box`, seen.drawn === seen.boxes && seen.drawn > 3 && !seen.out, JSON.stringify(seen));
  await clean(page, "the dashboard");
  await page.locator("[data-chart]").first().hover();
  await numberAndRows(page);
  await oneUnit(page);
  await pastDay(page);
  await page.goto("/figures");
  await page.emulateMedia({ media: "print" });
  const paper = await charts(page);
  ok("on paper the charts keep to their boxes", paper.drawn === seen.drawn && !paper.out, JSON.stringify(paper));
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  ok("A4, landscape", /MediaBox\s*\[\s*0 0 84[12][.\d]* 59[45]/.test(pdf), (pdf.match(/MediaBox\s*\[[^\]]*/) || [""])[0]);
  await page.emulateMedia({ media: null });
  await page.setViewportSize(PHONE);
  await page.reload();
  same("on a phone nothing is wider than the screen", await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await clean(page, "the dashboard on a phone");
  await page.setViewportSize(WIDE);
}

/* Without a script the tables are the page. */
async function plain(page) {
  await page.goto("/figures");
  same("no chart takes room", await page.locator("[data-chart]:visible").count(), 0);
  ok("the tables stand", await page.locator(".figures-table tbody tr").count() > 5);
  await numberAndRows(page);
  empty("no number is without its link or nought", await page.goto("/figures").then(() => page.locator(".cell-count").evaluateAll((cells) =>
    cells.filter((cell) => !cell.querySelector("a") && cell.textContent.trim() !== "0").map((cell) => cell.outerHTML))));
}

module.exports = { wide, plain };

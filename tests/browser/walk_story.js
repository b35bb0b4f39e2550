/* Every page that a person reaches: no violation of axe, nothing wider than the screen, everything by keyboard. */
"use strict";

const { WIDE, PHONE, send } = require("./office.js");
const { violations: axe } = require("./axe.js");
const { ok, empty, same } = require("./tap.js");

/* The menu's pages, the first record of each list with its form, and what no menu leads to. */
async function addresses(page, more = []) {
  await page.goto("/");
  const menu = await page.locator(".topbar-wide .menu a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const found = new Set([...menu, ...more, "/me", "/me/password", "/me/totp", "/search?q=" + encodeURIComponent("党"), "/nothing-here"]);
  for (const list of menu.slice(1)) {
    await page.goto(list);
    const offered = await page.locator(".page-head .actions a, tbody tr:first-child a, nav.tabs a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const href of offered.filter((one) => !/\.(xlsx|docx)/.test(one))) found.add(href);
  }
  for (const record of [...found].filter((one) => /^\/\w+\/[0-9A-Z]{12}$/.test(one))) {
    await page.goto(record);
    const acts = await page.locator(".page-head .actions a, .panel .actions a.btn").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const href of acts.filter((one) => !/\.(xlsx|docx)|\/file\//.test(one))) found.add(href);
  }
  return [...found];
}

/* How much wider than the screen, and what sticks out. */
const overflow = (page) => page.evaluate(() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return "";
  const out = [...document.querySelectorAll("body *")].find((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
  return `${wide} px: ${out ? out.outerHTML.slice(0, 160) : "?"}`;
});

/* All pages at one size; with axe where asked. */
async function look(page, pages, name, viewport, asked) {
  const wide = [], violations = [];
  await page.setViewportSize(viewport);
  for (const address of pages) {
    await page.goto(address);
    await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => { one.open = true; }));
    const out = await overflow(page);
    if (out) wide.push(address + " " + out);
    if (asked) violations.push(...(await axe(page)).map((one) => address + " " + one));
  }
  empty(name + ": nothing is wider than the screen", wide);
  if (asked) empty(name + ": axe finds nothing", violations);
}

/* Tab through the page: everything that can be used gets its turn and shows that it has it. */
async function keyboard(page, address) {
  await page.goto(address);
  const wanted = await page.evaluate(() => {
    const usable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    let n = 0;
    document.querySelectorAll(usable).forEach((one) => {
      if (one.disabled || !one.getClientRects().length || one.closest("details:not([open]) > :not(summary)")) return;
      one.setAttribute("data-turn", ++n);
    });
    return n;
  });
  const got = new Set(), unseen = [];
  await page.evaluate(() => document.activeElement && document.activeElement.blur());
  for (let i = 0; i < wanted * 2 + 20 && got.size < wanted; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const one = document.activeElement, style = window.getComputedStyle(one);
      const shown = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
      return { turn: one.getAttribute("data-turn"), shown, html: one.outerHTML.slice(0, 120) };
    });
    if (!at.turn) continue;
    got.add(at.turn);
    if (!at.shown) unseen.push(at.html);
  }
  same(`${address}: Tab reaches everything`, got.size, wanted);
  empty(`${address}: the focus is seen`, unseen);
}

async function skip(page) {
  await page.goto("/problem");
  await page.keyboard.press("Tab");
  same("the first stop skips the menu", await page.evaluate(() => document.activeElement.textContent), "跳到正文");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  ok("and the next is in the page", await page.evaluate(() => !!document.activeElement.closest("main")));
}

/* On paper there is neither menu nor button. */
async function print(page, pages) {
  const shown = [];
  await page.emulateMedia({ media: "print" });
  for (const address of pages) {
    await page.goto(address);
    for (const part of [".topbar", ".page-foot", ".filters", ".actions"])
      if (await page.locator(part).first().isVisible().catch(() => false)) shown.push(address + " " + part);
  }
  await page.emulateMedia({ media: null });
  empty("on paper there is no menu", shown);
}

async function large(page, on) {
  await page.setViewportSize(WIDE);
  await page.goto("/me");
  await page.getByLabel("大字显示").setChecked(on);
  await send(page, "保存");
}

async function officer(page, complaints) {
  const pages = await addresses(page, ["/notice", "/handover", "/compliance?rule=L-05", "/compliance?rule=term", "/missing?rule=L-05", "/missing?rule=term"]);
  const one = (part) => pages.find((address) => part.test(address));
  const review = one(/\/review$/), problem = one(/^\/problem\/[0-9A-Z]{12}$/), form = one(/^\/problem\/.*\/edit$/);
  ok(`${pages.length} pages, the review, a problem and its form among them`, review && problem && form, pages.join("\n"));
  await look(page, pages, "wide", WIDE, true);
  await look(page, pages, "phone", PHONE, true);
  await print(page, ["/problem", problem]);
  for (const address of ["/", "/problem", problem, form, review]) await keyboard(page, address);
  await skip(page);
  await large(page, true);
  await look(page, pages, "large type, wide", WIDE, true);
  await look(page, pages, "large type, phone", PHONE, false);
  await large(page, false);
  for (let i = complaints.length - 1; i >= 0; i--) if (/nothing-here.*404/.test(complaints[i])) complaints.splice(i, 1);
  await page.context().clearCookies();
  await look(page, ["/login"], "login", WIDE, true);
  await look(page, ["/login"], "login, phone", PHONE, true);
}

async function administrator(page, complaints) {
  const pages = await addresses(page);
  await look(page, pages, "administrator, wide", WIDE, true);
  await look(page, pages, "administrator, phone", PHONE, false);
  for (let i = complaints.length - 1; i >= 0; i--) if (/nothing-here.*404/.test(complaints[i])) complaints.splice(i, 1);
}

module.exports = { officer, administrator };

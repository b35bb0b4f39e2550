/* What axe says of a page as it stands; with JavaScript it runs beside the page's own policy, without it not at all. */
"use strict";

const fs = require("fs");
const path = require("path");
const { ROOT } = require("./office.js");
const { empty } = require("./tap.js");

const AXE = fs.readFileSync(path.join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");

async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((one) => `${one.id} ${one.help}: ` + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | "));
}

async function clean(page, name) {
  empty("axe: " + name, await violations(page));
}

module.exports = { violations, clean };

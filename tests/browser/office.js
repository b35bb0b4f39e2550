/* The real program on a data folder of its own, a browser beside it, and what everybody does in it: log in.
 *
 * Used by the stories of this folder and by tools/pictures. */
"use strict";

const { execFileSync, spawn } = require("child_process");
const { createHmac } = require("crypto");
const path = require("path");

const ROOT = path.resolve(__dirname, "../..");
const { chromium } = require(path.join(ROOT, "node_modules/playwright-core"));

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const PASSWORD = "Qingshi-Hewan-2026";

/* Makes the folder with the demonstration in it; {login: one-time code}. */
function demonstrate(mingze, data) {
  const codes = {};
  const say = (command) => execFileSync(mingze, [command, "--data", data], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const said = say("init") + say("demo");
  for (const [, login, code] of said.matchAll(/^(\w+)\s+([0-9A-Z]{4}(?:-[0-9A-Z]{4})+)/gm)) codes[login] = code;
  return codes;
}

/* Serves on a free loopback port; {address, stop}. */
function serve(mingze, data) {
  const server = spawn(mingze, ["serve", "--data", data, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((done) => server.on("exit", done));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
  };
  return new Promise((done, failed) => {
    let said = "";
    const heard = (bytes) => {
      said += bytes;
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
      if (found) done({ address: "http://127.0.0.1:" + found[1], stop });
    };
    server.stdout.on("data", heard);
    server.stderr.on("data", heard);
    ended.then(() => failed(new Error("the server did not start: " + said)));
  });
}

/* A browser that asks nobody but our server.  Playwright gives it a profile of its own. */
function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--font-render-hinting=none"],
  });
}

/* A person's window; everything the console complains of is kept in `complaints`. */
async function openWindow(browser, address, viewport, more) {
  const context = await browser.newContext({ baseURL: address, viewport, deviceScaleFactor: 1, locale: "zh-CN",
    timezoneId: "Asia/Shanghai", reducedMotion: "reduce", hasTouch: viewport.width < 600, ...more });
  context.setDefaultTimeout(Number(process.env.BROWSER_TIMEOUT_MS) || 20000);
  const complaints = [];
  context.on("page", (page) => {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(page.url() + ": " + message.text());
    });
    page.on("pageerror", (error) => complaints.push(page.url() + ": " + error.message));
  });
  const page = await context.newPage();
  return { context, page, complaints };
}

/* RFC 6238 with RFC 4648's alphabet. */
function timeCode(secret) {
  let bits = "";
  for (const letter of secret.replace(/[^A-Z2-7]/g, "")) bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const sum = createHmac("sha1", key).update(step).digest();
  return String((sum.readUInt32BE(sum[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

async function send(page, name) {
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name, exact: true }).click()]);
}

/* From the one-time code to the workbench: own password, and the second factor where the role asks for it.  `seen` is
 * told of each page on the way. */
async function logIn(page, login, code, seen = async () => {}) {
  await page.goto("/login");
  await seen("login");
  await page.getByLabel("登录名").fill(login);
  await page.getByLabel("口令", { exact: true }).fill(code);
  await send(page, "登录");
  if (page.url().includes("/me/password")) {
    await seen("first password");
    await page.getByLabel("现在的口令").fill(code);
    await page.getByLabel("新口令", { exact: true }).fill(PASSWORD);
    await page.getByLabel("再输一遍新口令").fill(PASSWORD);
    await send(page, "修改");
  }
  if (page.url().includes("/me/totp")) {
    await seen("second factor");
    await page.getByLabel("6 位数字").fill(timeCode(await page.locator("main code").innerText()));
    await send(page, "启用");
  }
}

module.exports = { ROOT, WIDE, PHONE, PASSWORD, demonstrate, serve, openBrowser, openWindow, timeCode, send, logIn };

/* TAP for stories: a step that throws fails its story, the next story goes on. */
"use strict";

let ran = 0, failed = 0;

function ok(name, good, why) {
  ran++;
  if (!good) failed++;
  console.log(`${good ? "ok" : "not ok"} ${ran} - ${name}`);
  if (!good && why) console.log(String(why).split("\n").slice(0, 60).map((line) => "# " + line).join("\n"));
}

const same = (name, got, wanted) => ok(name, got === wanted, `got ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`);
const holds = (name, text, part) => ok(name, text.includes(part), `no ${JSON.stringify(part)} in ${JSON.stringify(text.slice(0, 2000))}`);
const empty = (name, list) => ok(name, !list.length, list.join("\n"));

async function story(name, run) {
  try {
    await run();
  } catch (error) {
    ok(name, false, error.stack);
  }
}

function plan() {
  console.log(`1..${ran}`);
  process.exitCode = failed ? 1 : 0;
}

module.exports = { ok, same, holds, empty, story, plan };

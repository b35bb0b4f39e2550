/* A picture of a page made small: few colours need no 32 bits a pixel.  Colours that differ in their lowest bits alone
 * (the edges of letters) become the commonest of them, so that surfaces keep theirs exactly. */
"use strict";

const zlib = require("zlib");
const { crc32 } = require("../tests/browser/zip.js");

function chunks(png) {
  const found = {};
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at), name = png.toString("latin1", at + 4, at + 8);
    found[name] = Buffer.concat([found[name] || Buffer.alloc(0), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return found;
}

function paeth(a, b, c) {
  const p = a + b - c, x = Math.abs(p - a), y = Math.abs(p - b), z = Math.abs(p - c);
  return x <= y && x <= z ? a : y <= z ? b : c;
}

/* The pixels of an 8-bit RGB or RGBA picture as 0xRRGGBB (PNG specification, third edition, 9). */
function pixels(png) {
  const { IHDR, IDAT } = chunks(png);
  const width = IHDR.readUInt32BE(0), height = IHDR.readUInt32BE(4), size = IHDR[9] === 6 ? 4 : 3;
  const raw = zlib.inflateSync(IDAT), stride = width * size, out = new Uint32Array(width * height);
  let before = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)], line = raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    for (let i = 0; i < stride; i++) {
      const left = i >= size ? line[i - size] : 0, up = before[i], corner = i >= size ? before[i - size] : 0;
      line[i] += [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
    for (let x = 0; x < width; x++) out[y * width + x] = (line[x * size] << 16) | (line[x * size + 1] << 8) | line[x * size + 2];
    before = line;
  }
  return { width, height, out };
}

/* At most 256 colours: of those that share their upper bits the commonest, in ever coarser steps until they are few. */
function palette(colours) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) || 0) + 1);
  for (const mask of [0xffffff, 0xf8f8f8, 0xf0f0f0, 0xe0e0e0, 0xc0c0c0]) {
    const best = new Map();
    for (const [colour, n] of counts) {
      const known = best.get(colour & mask);
      if (known === undefined || n > counts.get(known)) best.set(colour & mask, colour);
    }
    if (best.size <= 256) return { mask, list: [...best.values()], index: new Map([...best.keys()].map((key, i) => [key, i])) };
  }
  throw new Error("a picture with more than 256 colours");
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]), out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/* The same picture with a palette. */
function shrink(png) {
  const { width, height, out } = pixels(png), { mask, list, index } = palette(out);
  const head = Buffer.alloc(13), lines = Buffer.alloc((width + 1) * height), colours = Buffer.alloc(list.length * 3);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = 3;
  list.forEach((colour, i) => colours.writeUIntBE(colour, i * 3, 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = index.get(out[y * width + x] & mask);
  return Buffer.concat([png.subarray(0, 8), chunk("IHDR", head), chunk("PLTE", colours),
    chunk("IDAT", zlib.deflateSync(lines, { level: 9, memLevel: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

module.exports = { shrink };

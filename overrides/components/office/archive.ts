/** An archive of office files: opened within limits, its parts changed, packed again. */
import { deflateSync, Inflate } from "fflate";
import { Unusable } from "./unusable.ts";

/** Bytes of a file; a filled one takes a few hundred thousand, pictures that were added more. */
const MOST_BYTES = 20_000_000;
/** Bytes of all parts that are looked at. */
const MOST_UNPACKED = 50_000_000;
const MOST_PARTS = 2_000;

const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
/** Bytes of such a record, before its name. */
const END_SIZE = 22, LISTED_SIZE = 46, LOCAL_SIZE = 30;
const LONGEST_REMARK = 65_535;
const STORED = 0, DEFLATED = 8;
const ENCRYPTED = 1;
/** Names are UTF-8; 1 January 1980, the earliest day that an archive can hold. */
const UTF8 = 0x800, VERSION = 20, DAY = 0x21;
/** Bytes unpacked at a time: none of them can become more than a thousand. */
const STEP = 16_384;
/** First bytes of what older programs write, and newer ones round a file with a password. */
const COMPOUND = "208,207,17,224";

interface Part {
  readonly name: string;
  /** Bytes as they stand in the archive. */
  readonly packed: Uint8Array;
  readonly method: number;
  readonly size: number;
  readonly check: number;
}

export class Archive {
  private left = MOST_UNPACKED;

  private constructor(private readonly parts: Map<string, Part>) {}

  /** Reads the list of parts. Throws Unusable; nothing else, whatever the bytes. */
  static open(bytes: Uint8Array): Archive {
    if (bytes.length > MOST_BYTES) throw new Unusable("too-large");
    if (bytes.subarray(0, 4).join() === COMPOUND) throw new Unusable("encrypted");
    try {
      return new Archive(partsOf(bytes));
    } catch (error) {
      throw error instanceof Unusable ? error : new Unusable("damaged");
    }
  }

  /** Empty: there is no such part. Throws Unusable when it is damaged, or too much in all. */
  text(name: string): string {
    const part = this.parts.get(keyOf(name));
    if (!part) return "";
    this.left -= part.size;
    if (this.left < 0) throw new Unusable("too-large");
    return new TextDecoder().decode(unpacked(part));
  }

  change(name: string, text: string): void {
    const bytes = new TextEncoder().encode(text);
    const packed = deflateSync(bytes);
    const part = { name, packed, method: DEFLATED, size: bytes.length, check: crc32(bytes) };
    this.parts.set(keyOf(name), part);
  }

  pack(): Blob {
    const bodies: BlobPart[] = [];
    const list: BlobPart[] = [];
    let [at, listed] = [0, 0];
    for (const part of this.parts.values()) {
      const { method, size, check } = part;
      const name = new TextEncoder().encode(part.name);
      const packed = part.packed as Uint8Array<ArrayBuffer>;
      const both: Fields = [
        [2, VERSION], [2, UTF8], [2, method], [2, 0], [2, DAY],
        [4, check], [4, packed.length], [4, size], [2, name.length], [2, 0],
      ];
      bodies.push(record([4, LOCAL], ...both), name, packed);
      list.push(record([4, LISTED], [2, VERSION], ...both, [2, 0], [4, 0], [4, 0], [4, at]), name);
      at += LOCAL_SIZE + name.length + packed.length;
      listed += LISTED_SIZE + name.length;
    }
    const count = this.parts.size;
    const end = record([4, END], [4, 0], [2, count], [2, count], [4, listed], [4, at], [2, 0]);
    return new Blob([...bodies, ...list, end]);
  }
}

/** By name. Throws RangeError where the list points outside the bytes. */
function partsOf(bytes: Uint8Array): Map<string, Part> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const short = (at: number): number => view.getUint16(at, true);
  const long = (at: number): number => view.getUint32(at, true);
  const expect = (is: boolean): void => {
    if (!is) throw new Unusable("damaged");
  };
  let end = bytes.length - END_SIZE;
  const first = Math.max(0, end - LONGEST_REMARK);
  while (end >= first && long(end) !== END) end -= 1;
  expect(end >= first);
  const count = short(end + 10);
  if (count > MOST_PARTS) throw new Unusable("too-large");
  const parts = new Map<string, Part>();
  let at = long(end + 16);
  for (let left = count; left > 0; left -= 1) {
    const [method, check, local] = [short(at + 10), long(at + 16), long(at + 42)];
    const [length, size] = [long(at + 20), long(at + 24)];
    if (short(at + 8) & ENCRYPTED) throw new Unusable("encrypted");
    expect(long(at) === LISTED && long(local) === LOCAL && [STORED, DEFLATED].includes(method));
    const from = local + LOCAL_SIZE + short(local + 26) + short(local + 28);
    const packed = bytes.subarray(from, from + length);
    expect(packed.length === length);
    const until = at + LISTED_SIZE + short(at + 28);
    const name = new TextDecoder().decode(bytes.subarray(at + LISTED_SIZE, until));
    parts.set(keyOf(name), { name, packed, method, size, check });
    at = until + short(at + 30) + short(at + 32);
  }
  return parts;
}

/** Some writers use the slashes of their system, and capitals. */
function keyOf(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

/** Stops as soon as more comes out than the list of parts says. */
function unpacked({ packed, method, size, check }: Part): Uint8Array {
  let whole: Uint8Array;
  let length = 0;
  const add = (bytes: Uint8Array): void => {
    whole.set(bytes, length); // throws where there is no room
    length += bytes.length;
  };
  try {
    whole = new Uint8Array(size);
    if (method === STORED) add(packed);
    else {
      const inflate = new Inflate(add);
      for (let at = 0; at < packed.length; at += STEP) {
        inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
      }
    }
  } catch {
    throw new Unusable("damaged");
  }
  if (length !== size || crc32(whole) !== check) throw new Unusable("damaged");
  return whole;
}

type Fields = readonly (readonly [bytes: 2 | 4, value: number])[];

function record(...fields: Fields): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = (byte >>> 1) ^ (byte & 1 ? 0xedb88320 : 0);
  return byte;
});

function crc32(bytes: Uint8Array): number {
  let register = -1;
  for (const byte of bytes) register = TABLE[(register ^ byte) & 255]! ^ (register >>> 8);
  return ~register >>> 0;
}

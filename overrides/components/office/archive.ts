/** An archive of office files: opened within limits, its parts changed, packed again. */
import { Inflate, strFromU8, strToU8, zipSync } from "fflate";
import { Unusable } from "./unusable.ts";

/** Bytes of a file; a filled one takes a few hundred thousand, pictures that were added more. */
export const MOST_BYTES = 20_000_000;
/** Bytes of all parts that are looked at. */
const MOST_UNPACKED = 50_000_000;
const MOST_PARTS = 2_000;

const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
/** Bytes of such a record, before its name. */
const END_SIZE = 22, LISTED_SIZE = 46, LOCAL_SIZE = 30;
const LONGEST_REMARK = 65_535;
/** Bytes unpacked at a time: none of them can become more than a thousand. */
const STEP = 16_384;
/** The earliest time that an archive can hold. */
const EPOCH = new Date(1980, 0, 1);

interface Part {
  /** Bytes as they stand in the archive. */
  readonly packed: Uint8Array;
  readonly isPlain: boolean;
  readonly size: number;
  readonly check: number;
}

/** First bytes of what older programs write, and newer ones round a file with a password. */
const COMPOUND = "208,207,17,224";

export class Archive {
  private readonly changed = new Map<string, string>();
  private left = MOST_UNPACKED;

  private constructor(private readonly parts: ReadonlyMap<string, Part>) {}

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
    const changed = this.changed.get(name);
    if (changed !== undefined) return changed;
    const part = this.parts.get(name);
    if (!part) return "";
    this.left -= part.size;
    if (this.left < 0) throw new Unusable("too-large");
    return strFromU8(unpacked(part));
  }

  change(name: string, text: string): void {
    this.changed.set(name, text);
  }

  pack(): Uint8Array<ArrayBuffer> {
    const parts = [...this.parts].map(([name, part]): [string, Uint8Array] => {
      const changed = this.changed.get(name);
      return [name, changed === undefined ? unpacked(part) : strToU8(changed)];
    });
    return zipSync(Object.fromEntries(parts), { mtime: EPOCH }) as Uint8Array<ArrayBuffer>;
  }
}

/** By name. Throws RangeError where the list points outside the bytes. */
function partsOf(bytes: Uint8Array): Map<string, Part> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - END_SIZE;
  const first = Math.max(0, end - LONGEST_REMARK);
  while (end >= first && view.getUint32(end, true) !== END) end -= 1;
  if (end < first) throw new Unusable("damaged");
  const count = view.getUint16(end + 10, true);
  if (count > MOST_PARTS) throw new Unusable("too-large");
  const parts = new Map<string, Part>();
  let at = view.getUint32(end + 16, true);
  for (let left = count; left > 0; left -= 1) {
    if (view.getUint32(at, true) !== LISTED) throw new Unusable("damaged");
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [name, extra, remark] = [28, 30, 32].map((each) => view.getUint16(at + each, true)) as [
      number, number, number,
    ];
    const [check, length, size, local] = [16, 20, 24, 42].map((each) =>
      view.getUint32(at + each, true),
    ) as [number, number, number, number];
    if (flags & 1) throw new Unusable("encrypted");
    if (![0, 8].includes(method) || view.getUint32(local, true) !== LOCAL) {
      throw new Unusable("damaged");
    }
    const from =
      local + LOCAL_SIZE + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = bytes.subarray(from, from + length);
    if (packed.length !== length) throw new Unusable("damaged");
    const named = strFromU8(bytes.subarray(at + LISTED_SIZE, at + LISTED_SIZE + name));
    parts.set(named, { packed, isPlain: method === 0, size, check });
    at += LISTED_SIZE + name + extra + remark;
  }
  return parts;
}

/** Stops as soon as more comes out than the list of parts says. */
function unpacked({ packed, isPlain, size, check }: Part): Uint8Array {
  const whole = new Uint8Array(size);
  let length = 0;
  const add = (bytes: Uint8Array): void => {
    whole.set(bytes, length); // throws where there is no room
    length += bytes.length;
  };
  try {
    if (isPlain) add(packed);
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

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = (byte >>> 1) ^ (byte & 1 ? 0xedb88320 : 0);
  return byte;
});

function crc32(bytes: Uint8Array): number {
  let register = -1;
  for (const byte of bytes) register = TABLE[(register ^ byte) & 255]! ^ (register >>> 8);
  return ~register >>> 0;
}

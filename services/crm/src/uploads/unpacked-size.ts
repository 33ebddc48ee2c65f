import { createInflateRaw } from 'node:zlib';

const ENTRY = Buffer.from('504b0304', 'hex');
const ENTRY_HEADER_BYTES = 30;
const DEFLATED = 8;
/** More files than any workbook has; without a bound, looking at a million empty ones would take as long as a bomb. */
const MOST_ENTRIES = 10_000;

/**
 * Does an archive unpack to at most so many bytes? Every entry is unpacked to nowhere and counted, wherever in the file it begins:
 * neither sizes nor directories are believed, but an entry that boasts counts with what it says, since readers make room for that.
 */
export async function unpacksWithin(archive: Buffer, mostBytes: number): Promise<boolean> {
  let bytes = 0;
  let entries = 0;
  for (let at = archive.indexOf(ENTRY); at !== -1; at = archive.indexOf(ENTRY, at + ENTRY.length)) {
    entries += 1;
    bytes += await entryBytes(archive, at, mostBytes - bytes);
    if (bytes > mostBytes || entries > MOST_ENTRIES) return false;
  }
  return true;
}

async function entryBytes(archive: Buffer, at: number, mostBytes: number): Promise<number> {
  if (archive.length < at + ENTRY_HEADER_BYTES) return 0;
  const declared = archive.readUInt32LE(at + 22);
  if (archive.readUInt16LE(at + 8) !== DEFLATED || declared > mostBytes) return declared;
  const nameAndMore = archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const inflated = await inflatedBytes(archive.subarray(at + ENTRY_HEADER_BYTES + nameAndMore), mostBytes);
  return Math.max(declared, inflated);
}

/** Counts until the stream ends, is damaged (which its reader will tell), or is too large. */
async function inflatedBytes(data: Buffer, mostBytes: number): Promise<number> {
  const inflate = createInflateRaw();
  inflate.end(data);
  let bytes = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) break;
    }
  } catch {
    // What came before the damage has been counted.
  }
  return bytes;
}

import type { Entry } from './entries.ts';
import { GrowingTree, leafHash } from './merkle-tree.ts';
import { isSigned, readNote } from './note.ts';
import { LATEST_MS } from './seal.ts';

/** One thing that is not as it was sealed, and where. */
export interface Finding {
  county: string;
  /** `audit <id>`, `action <matter>/<seq>`, `leaf <position>`, `checkpoint <size>` or `tree`. */
  where: string;
  what: string;
}

export interface Verdict {
  records: number;
  checkpoints: number;
  /** Records written since the last checkpoint: not yet sealed, nothing wrong. */
  waiting: number;
  findings: Finding[];
}

/** Records may be gone once they were kept long enough (the comments of the tables say so). */
const KEPT_YEARS = { audit: 6, action: 10 } as const;
const YEAR_MS = 365 * 86_400_000;

type Leaf = Extract<Entry, { type: 'leaf' }>;
const nameOf = ({ source, record, seq }: Pick<Leaf, 'source' | 'record' | 'seq'>): string =>
  source === 'audit' ? `audit ${record}` : `action ${record}/${seq}`;

/** What the text says of itself has to be what the leaf says of it. */
function isAbout(leaf: Leaf, said: Record<string, unknown>): boolean {
  const named = leaf.source === 'audit' ? said.id === leaf.record : said.matter_id === leaf.record && said.seq === leaf.seq;
  return named && said.county === leaf.county;
}

/** Reads one county's tree from its leaves in order, then holds its checkpoints against it. */
class CountyCheck {
  readonly county: string;
  readonly findings: Finding[] = [];
  readonly #tree = new GrowingTree();
  /** The root at each size, for checkpoints and witnesses; 32 bytes each. */
  readonly #roots: Buffer[] = [];
  readonly #written: { where: string; at: number; gone: Leaf['source'] | null }[] = [];
  readonly #known = new Set<string>();
  #last: { size: number; at: number } | null = null;
  checkpoints = 0;
  waiting = 0;
  readonly #now: number;

  constructor(county: string, now: number) {
    this.county = county;
    this.#now = now;
  }

  get size(): number {
    return this.#tree.size;
  }

  #find(where: string, what: string): void {
    this.findings.push({ county: this.county, where, what });
  }

  leaf(leaf: Leaf): void {
    const where = nameOf(leaf);
    if (leaf.position !== this.#tree.size) this.#find(`leaf ${leaf.position}`, `stands where leaf ${this.#tree.size} should stand`);
    if (this.#known.has(where)) this.#find(where, 'has two places in the tree');
    this.#known.add(where);
    const hash = Buffer.from(leaf.hash, 'base64');
    let at = Number.NaN;
    if (leaf.text !== null) {
      if (!leafHash(leaf.text).equals(hash)) this.#find(where, 'was changed after it was sealed');
      const said = JSON.parse(leaf.text) as Record<string, unknown>;
      if (!isAbout(leaf, said)) this.#find(where, 'is another record than the one that was sealed');
      at = Date.parse(String(said.at));
    }
    this.#written.push({ where, at, gone: leaf.text === null ? leaf.source : null });
    this.#tree.append(hash);
    this.#roots.push(this.#tree.root());
  }

  checkpoint({ size, note }: { size: number; note: string }, keys: readonly Uint8Array[]): void {
    this.checkpoints += 1;
    const where = `checkpoint ${size}`;
    const said = readNote(note);
    if (!said) {
      this.#find(where, 'cannot be read');
      return;
    }
    if (!isSigned(note, keys)) this.#find(where, 'is not signed by a known key');
    if (said.county !== this.county || said.size !== size) this.#find(where, `speaks of tree ${said.county} at ${said.size}`);
    if (!this.#roots[size - 1]?.equals(said.root)) this.#find(where, 'has another root than its records give');
    const at = said.at.getTime();
    if (this.#last && (size <= this.#last.size || at < this.#last.at)) this.#find(where, 'does not follow the one before');
    for (const record of this.#written.slice(this.#last?.size ?? 0, size)) {
      if (record.gone && this.#now - at < KEPT_YEARS[record.gone] * YEAR_MS) this.#find(record.where, 'is gone');
      if (this.#last && record.at < this.#last.at - LATEST_MS) this.#find(record.where, 'is dated before what was sealed already');
    }
    this.#last = { size, at };
  }

  loose(row: Extract<Entry, { type: 'loose' }>): void {
    if (this.#last && Date.parse(row.at) < this.#last.at - LATEST_MS) this.#find(nameOf(row), 'was put in behind the last checkpoint');
    else this.waiting += 1;
  }

  end(): void {
    if (this.size > (this.#last?.size ?? 0)) this.#find(`leaf ${this.#last?.size ?? 0}`, 'and what follows have no checkpoint');
  }

  /** Holds what an outside witness kept against the tree of today. */
  witness(note: string, keys: readonly Uint8Array[]): void {
    const said = readNote(note);
    if (!said) {
      this.#find('witness', 'kept a note that cannot be read');
      return;
    }
    const where = `checkpoint ${said.size}`;
    if (!isSigned(note, keys)) this.#find(where, 'as the witness has it is not signed by a known key');
    else if (said.size > this.size) this.#find('tree', `ends at ${this.size}; the witness has seen ${said.size}`);
    else if (!this.#roots[said.size - 1]?.equals(said.root)) this.#find(where, 'has another root than the witness has seen');
  }
}

/** Checks all that was sealed: records, trees, signatures, times, and, where witnesses kept notes, that nothing was rolled back or rewritten. Keys given are the only ones believed. */
export async function verifyEntries(
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  now: number,
  options: { keys?: readonly Uint8Array[] | undefined; witnessed?: readonly string[] } = {},
): Promise<Verdict> {
  const keys = [...(options.keys ?? [])];
  const counties = new Map<string, CountyCheck>();
  const of = (county: string): CountyCheck => {
    const known = counties.get(county) ?? new CountyCheck(county, now);
    counties.set(county, known);
    return known;
  };
  for await (const entry of entries) {
    if (entry.type === 'key') {
      if (!options.keys) keys.push(Buffer.from(entry.key, 'base64'));
    } else if (entry.type === 'leaf') of(entry.county).leaf(entry);
    else if (entry.type === 'checkpoint') of(entry.county).checkpoint(entry, keys);
    else of(entry.county).loose(entry);
  }
  for (const check of counties.values()) check.end();
  for (const note of options.witnessed ?? []) of(readNote(note)?.county ?? 'unknown').witness(note, keys);
  const checks = [...counties.values()];
  return {
    records: checks.reduce((sum, check) => sum + check.size, 0),
    checkpoints: checks.reduce((sum, check) => sum + check.checkpoints, 0),
    waiting: checks.reduce((sum, check) => sum + check.waiting, 0),
    findings: checks.flatMap(({ findings }) => findings),
  };
}

import type { Canary } from './canaries.ts';

/**
 * Where a name, an address or words of a resident may stand as they are. Everything else in the database is scanned for them; phones and identity
 * numbers are sealed and, like what is written inside or on a file, may stand nowhere. An upload under way keeps its bytes until it is whole.
 */
export const CANARY_COLUMNS: Readonly<Partial<Record<Canary, readonly string[]>>> = {
  name: ['person.name', 'account.display_name', 'matter_reporter.name'],
  address: ['dwelling.address', 'dwelling.search', 'matter.state', 'matter_action.input'],
  words: ['matter.title', 'matter.search', 'matter.state', 'matter_action.input'],
  half: ['upload_part.content'],
};

/** What a kept file may hold: a recording and a PDF are kept as they came, a picture is encoded anew. */
export const CANARY_FILES: Readonly<Record<string, Canary>> = { 'kept recording': 'voice', 'kept PDF': 'paper' };

/** What the files of PostgreSQL may hold, because columns hold it: everything else is sealed before it is written, or never written. */
export const CANARY_CLUSTER: readonly Canary[] = Object.keys(CANARY_COLUMNS) as Canary[];

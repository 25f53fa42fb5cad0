/** Tables whose rows no job removes, and why not; the sealed ones with the term after which they are counted as kept beyond it. */
export interface Kept {
  why: string;
  /** Rows are leaves of a sealed tree: removing one would be a finding of `linli verify audit`, which is what the seal is for. */
  sealed?: true;
}

const SEALED =
  'sealed: a row taken out would be found as tampering, so none is; it goes only with the whole tree of its county, by decision of the archive';
const FOR_EVER = 'what is public of a place and its history is kept for ever';
const TECHNICAL = 'one row for each county, overwritten; nothing about anyone';

export const KEPT: Readonly<Record<string, Kept>> = {
  audit: { why: SEALED, sealed: true },
  matter_action: { why: SEALED, sealed: true },
  seal_leaf: { why: 'the tree itself: hashes, nothing about anyone', sealed: true },
  seal_checkpoint: { why: 'the signed roots of the tree: nothing about anyone', sealed: true },
  matter: { why: 'projection of its sealed actions and as long as they; who raised it is forgotten before (matter_reporter)' },
  matter_turn: { why: 'projection of sealed actions: which body held what for how long, nobody’s name' },
  household: { why: 'without members it names nobody; who moves away is taken out of it' },
  dwelling: { why: 'an address of the village; who moves away is no longer found through it' },
  appointment: { why: 'who held which public post is history of the place (4.6)' },
  break_glass_step: { why: 'goes with its request' },
  upload_part: { why: 'goes with its upload' },
  body: { why: FOR_EVER },
  division: { why: FOR_EVER },
  calendar_day: { why: FOR_EVER },
  calendar_change: { why: FOR_EVER },
  parameter: { why: FOR_EVER },
  service_item: { why: 'what could be applied for on the day of an application must stay readable' },
  clause_cell: { why: 'overwritten; what a village is judged now' },
  board_run: { why: TECHNICAL },
  grid_register: { why: 'numbers of a grid, overwritten' },
  register_run: { why: TECHNICAL },
  seal_node: { why: 'the tree itself: hashes of hashes, nothing about anyone' },
  look_question: { why: 'as the sealed row it is about' },
  master_key: { why: 'names of keys, not the keys' },
  erased_key: { why: 'ids, nothing about anyone; a restored backup is cleared by them' },
  erased_person: { why: 'ids, nothing else about anyone; a restored backup is cleared by them' },
  migration: { why: 'which migrations ran; nothing about anyone' },
};

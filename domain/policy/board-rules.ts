import { gridStaffing, gridWorkers, workerContact } from '../bodies/grid-workers.ts';
import { stationHead, villageStation } from '../bodies/station.ts';
import { supervisionCommittee } from '../bodies/supervision.ts';
import { notHandedDownRule } from '../matters/handed-down.ts';
import { mattersOnTime } from '../matters/on-time.ts';
import { baseInformation, householdGrid } from '../territory/coverage.ts';

/** Every rule of the clause board, in the order of its columns; a new rule is a file beside its noun and a line here. */
export const BOARD_RULES = [
  villageStation,
  stationHead,
  householdGrid,
  gridStaffing,
  gridWorkers,
  workerContact,
  mattersOnTime,
  baseInformation,
  supervisionCommittee,
  notHandedDownRule,
] as const;

export type BoardRules = (typeof BOARD_RULES)[number];
export type BoardRuleId = BoardRules['id'];

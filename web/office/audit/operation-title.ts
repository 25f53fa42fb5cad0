import { MATTER_KINDS } from '../../../domain/matters/kinds.ts';
import { say } from './messages.ts';

const FAMILIES: Record<string, () => string> = {
  matters: () => say('opFamilyMatters'),
  people: () => say('opFamilyPeople'),
  accounts: () => say('opFamilyAccounts'),
  bodies: () => say('opFamilyBodies'),
  messages: () => say('opFamilyMessages'),
  territory: () => say('opFamilyTerritory'),
  policy: () => say('opFamilyPolicy'),
  field: () => say('opFamilyField'),
  services: () => say('opFamilyServices'),
  proxy: () => say('opFamilyProxy'),
  verifications: () => say('opFamilyVerifications'),
  audit: () => say('opFamilyAudit'),
  board: () => say('opFamilyBoard'),
};

const VERBS: Record<string, () => string> = {
  reveal: () => say('opReveal'),
  view: () => say('opView'),
  cell: () => say('opView'),
  search: () => say('opSearch'),
  save: () => say('opSave'),
  saveHousehold: () => say('opSave'),
  file: () => say('opFile'),
  join: () => say('opJoin'),
  signIn: () => say('opSignIn'),
  signInWithCode: () => say('opSignIn'),
  signInWithPasskey: () => say('opSignIn'),
  demoSignIn: () => say('opSignIn'),
  signOut: () => say('opSignOut'),
  register: () => say('opRegister'),
  create: () => say('opOpen'),
  openForResident: () => say('opOpen'),
  close: () => say('opClose'),
  unlock: () => say('opUnlock'),
  resetLink: () => say('opResetLink'),
  useResetLink: () => say('opSetPassword'),
  changePassword: () => say('opSetPassword'),
  list: () => say('opSearch'),
  candidates: () => say('opSearch'),
  appoint: () => say('opAppoint'),
  endAppointment: () => say('opEndAppointment'),
  outbox: () => say('opView'),
  saveGrid: () => say('opSave'),
  setParameter: () => say('opSetParameter'),
  setCalendarDay: () => say('opSetDay'),
  sync: () => say('opSync'),
  wipe: () => say('opWipe'),
  wiped: () => say('opWiped'),
  retire: () => say('opRetire'),
  publish: () => say('opPublish'),
  facts: () => say('opView'),
  collect: () => say('opCollect'),
  apply: () => say('opApply'),
  handIn: () => say('opHandIn'),
  receive: () => say('opReceive'),
  request: () => say('opRequest'),
};

/** An operation as people would call it; its own name where there is no better word. */
export function operationTitle(operation: string): string {
  const [noun = '', verb = ''] = operation.split('.');
  const step = noun === 'matters' ? MATTER_KINDS.find(({ steps }) => steps[verb])?.steps[verb]?.title : undefined;
  const title = VERBS[verb]?.() ?? step;
  const family = FAMILIES[noun]?.();
  return title && family ? `${family} · ${title}` : operation;
}

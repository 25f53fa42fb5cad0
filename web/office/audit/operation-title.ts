import { appeal } from '../../../domain/matters/appeal/appeal.ts';
import { say } from './messages.ts';

const FAMILIES: Record<string, () => string> = {
  matters: () => say('opFamilyMatters'),
  people: () => say('opFamilyPeople'),
  accounts: () => say('opFamilyAccounts'),
  bodies: () => say('opFamilyBodies'),
  messages: () => say('opFamilyMessages'),
  territory: () => say('opFamilyTerritory'),
};

const VERBS: Record<string, () => string> = {
  reveal: () => say('opReveal'),
  view: () => say('opView'),
  search: () => say('opSearch'),
  save: () => say('opSave'),
  saveHousehold: () => say('opSave'),
  file: () => say('opFile'),
};

/** An operation as people would call it; its own name where there is no better word. */
export function operationTitle(operation: string): string {
  const [noun = '', verb = ''] = operation.split('.');
  const step = noun === 'matters' ? appeal.steps[verb as keyof typeof appeal.steps]?.title : undefined;
  const title = VERBS[verb]?.() ?? step;
  const family = FAMILIES[noun]?.();
  return title && family ? `${family} · ${title}` : operation;
}

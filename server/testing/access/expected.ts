import type { Caller, Subject } from './relations.ts';
import { ACCOUNTS } from './rules/accounts.ts';
import { EMERGENCY } from './rules/emergency.ts';
import { MATTERS } from './rules/matters.ts';
import { OPERATING } from './rules/operating.ts';
import { PEOPLE } from './rules/people.ts';
import { PLACES } from './rules/places.ts';
import type { Expected, Rule } from './rules/rule.ts';
import { SERVICES } from './rules/services.ts';

export const RULES: readonly Rule[] = [...PLACES, ...ACCOUNTS, ...PEOPLE, ...EMERGENCY, ...MATTERS, ...SERVICES, ...OPERATING];

export const ruleOf = (operation: string): Rule | undefined => RULES.find(({ operations }) => operations.includes(operation));

/** What a caller should be answered; throws where no rule speaks of the operation, so that a new one needs its sentence here. */
export function expectedOf(operation: string, caller: Caller, subject: Subject): Expected {
  const rule = ruleOf(operation);
  if (!rule) throw new Error(`no rule says who may call ${operation}: add it to server/testing/access/rules`);
  if (rule.roles !== 'anyone' && !rule.roles.includes(caller.role)) return 'not for this role';
  return rule.expect(caller, subject);
}

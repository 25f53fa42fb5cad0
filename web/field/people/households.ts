import type { FieldHousehold } from '../../../domain/field/contract.ts';
import type { OpenState } from '../shell/state.ts';

/** The households of the grid by their doors, numbers counted as numbers: 2号 before 12号. */
export function householdsOf(open: Pick<OpenState, 'parts'>): FieldHousehold[] {
  const order = new Intl.Collator('zh-CN', { numeric: true });
  return (open.parts.get('households')?.items ?? [])
    .map(({ value }) => value as FieldHousehold)
    .sort((one, other) => order.compare(one.address, other.address));
}

/** What stands for the household: the head's name, or whoever is first. */
export const headOf = (household: FieldHousehold): string => household.members[0]?.name ?? '';

/** Whether a household is meant by what was typed: part of a name or door, or the beginning of pinyin or initials. */
export function isMeant(household: FieldHousehold, typed: string): boolean {
  const words = typed.trim().toLowerCase().replace(/\s+/g, '');
  if (words === '') return true;
  if (household.address.toLowerCase().includes(words)) return true;
  return household.members.some(
    (member) => member.name.includes(words) || member.pinyin.replace(/\s+/g, '').startsWith(words) || member.initials.startsWith(words),
  );
}

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

/** Somebody of the grid with the door they live behind. */
export type Resident = { household: FieldHousehold; member: FieldHousehold['members'][number] };

/** The people meant by what was typed: by their own name, or all behind a door that is meant. Nobody while nothing is typed. */
export function residentsMeant(households: readonly FieldHousehold[], typed: string, most: number): Resident[] {
  if (typed.trim() === '') return [];
  const found: Resident[] = [];
  for (const household of households) {
    if (found.length >= most) break;
    const alone = household.members.filter((member) => isMeant({ ...household, address: '', members: [member] }, typed));
    const meant = alone.length > 0 ? alone : isMeant({ ...household, members: [] }, typed) ? household.members : [];
    for (const member of meant) found.push({ household, member });
  }
  return found.slice(0, most);
}

/** Whether a household is meant by what was typed: part of a name or door, or the beginning of pinyin or initials. */
export function isMeant(household: FieldHousehold, typed: string): boolean {
  const words = typed.trim().toLowerCase().replace(/\s+/g, '');
  if (words === '') return true;
  if (household.address.toLowerCase().includes(words)) return true;
  return household.members.some(
    (member) => member.name.includes(words) || member.pinyin.replace(/\s+/g, '').startsWith(words) || member.initials.startsWith(words),
  );
}

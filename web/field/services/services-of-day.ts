import type { CarriedPapers, CarriedService } from '../../../domain/field/contract.ts';
import { MATTER_PARAMETERS } from '../../../domain/matters/parameters.ts';
import { contentOf } from '../../../domain/matters/proxy-service/content.ts';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import { type DayMatter, mattersOf } from '../matters/matters-of-day.ts';
import { householdsOf } from '../people/households.ts';
import type { OpenState } from '../shell/state.ts';

type Parts = Pick<OpenState, 'parts'>;

/** What may be applied for on a resident's behalf, as the phone has it. */
export const servicesOf = ({ parts }: Parts): CarriedService[] =>
  (parts.get('services')?.items ?? []).map(({ value }) => value as CarriedService);

/** How many days a mandate may run; where the county's number has not come along yet, what holds where no county set another. */
export function mandateDaysOf({ parts }: Parts): number {
  const found = parts.get('parameters')?.items.find(({ id }) => id === 'proxy.mandate');
  return typeof found?.value === 'number' ? found.value : MATTER_PARAMETERS['proxy.mandate'].initial;
}

/** The proxy services of the day. */
export const proxiesOf = (open: Parts): DayMatter[] =>
  mattersOf(open).filter(({ kind, state }) => kind === 'proxy-service' && state !== null);

/** What only a proxy service knows. */
export const proxyOf = (matter: DayMatter) => contentOf(matter.state as unknown as { content: Record<string, unknown> });

const papersIn = ({ parts }: Parts): Map<string, CarriedPapers> =>
  new Map((parts.get('papers')?.items ?? []).map(({ id, value }) => [id, value as CarriedPapers]));

/** Whose application it is: the name as the household has it, or, of another grid, as far as it is shown. */
export function applicantOf(open: Parts, matter: DayMatter): { name: string; personId: string } {
  const [personId = ''] = [...papersIn(open)].find(([, { matters }]) => matters.includes(matter.id)) ?? [];
  const members = householdsOf(open).flatMap((household) => household.members);
  const shown = matter.reporters.find(({ part }) => part === 'reporter')?.name;
  return { name: members.find(({ id }) => id === personId)?.name ?? shown ?? '', personId };
}

/** Whether a list of this phone hands it in as it stands; one that came back from the township since is handed in anew. */
export const isHandedIn = (entries: readonly OutboxEntry[], matter: Pick<DayMatter, 'id' | 'seq'>): boolean =>
  entries.some(
    ({ operation, state, input }) =>
      operation === 'proxy.handIn' &&
      (state === 'waiting' || state === 'sent') &&
      (input.matters as { id: string; seq: number }[]).some(({ id, seq }) => id === matter.id && seq >= matter.seq),
  );

/** Those whose papers lie at the station and wait to be handed to the township. */
export const toHandIn = (open: Parts & Pick<OpenState, 'entries'>): DayMatter[] =>
  proxiesOf(open).filter(
    (matter) => matter.status === 'in-hand' && matter.mine && proxyOf(matter).mandate !== null && !isHandedIn(open.entries, matter),
  );

/** What already runs of this item for this person: a matter of the day, or what this phone has still to send. */
export function runningOf(
  open: Parts & Pick<OpenState, 'entries'>,
  { personId, itemId, mended }: { personId: string; itemId: string; mended: string | undefined },
): { href: string; number: string | null } | null {
  const matter = proxiesOf(open).find(
    (one) => !one.state?.endedAt && proxyOf(one).item.id === itemId && applicantOf(open, one).personId === personId,
  );
  if (matter) return { href: `/matters/${matter.id}`, number: matter.number };
  const entry = open.entries.find(
    ({ commandId, operation, state, input }) =>
      operation === 'proxy.collect' && state !== 'sent' && commandId !== mended && input.personId === personId && input.item === itemId,
  );
  return entry ? { href: `/outbox/${entry.commandId}`, number: null } : null;
}

/** Papers an earlier application of the same person gave us and its number: they are not asked for again (2.6). */
export const papersHeld = (open: Parts, personId: string): ReadonlyMap<string, string> =>
  new Map(Object.entries(papersIn(open).get(personId)?.papers ?? {}));

import type { PersonKey } from '../../people.ts';
import type { Named } from '../world/named.ts';
import type { World } from '../world.ts';
import { type Case, type Cases, forEach, forPlaces, NOTHING } from './case.ts';

const COUNTIES_AND_TOWNSHIP = ['640121104', '640121', '640122'] as const;

/** The field phone, messages, jobs, and other systems. */
export function operatingCases({ place, messages, devices, jobs, clients, webhooks }: World): Cases {
  const byId = (rows: readonly Named[]) => (): Case[] => forEach(rows, ({ id }) => ({ id }));
  const listed =
    (rows: readonly Named[], input: (row: Named) => Record<string, unknown> = () => ({})) =>
    (): Case[] =>
      forEach(rows, input, ({ id }) => id);
  const ofChannel = (channel: string) => messages.filter(({ what }) => what === channel);
  /** Jobs in any other state are left to themselves. */
  const jobsOnlyIf = (fits: (state: string) => boolean) => (): Case[] =>
    forEach(
      jobs.map((job): Named => (fits(job.what) ? job : { ...job, twist: 'own rules' })),
      ({ id }) => ({ id }),
    );
  return {
    'messages.inbox': listed(ofChannel('inbox')),
    'messages.markRead': () => forEach(messages, ({ id }) => ({ ids: [id] })),
    'messages.outbox': listed(ofChannel('sms'), () => ({ limit: 100 })),
    'field.register': () => [{ subject: NOTHING, input: { device: '01930000-0000-7000-8000-00000000beef', secret: 'A'.repeat(43) } }],
    'field.sync': () => forEach(devices, ({ id }) => ({ device: id })),
    'field.devices': listed(devices, ({ persons }) => ({ account: place.accounts[persons?.[0] as PersonKey] })),
    'field.wipe': () => forEach(devices, ({ id }) => ({ device: id })),
    'jobs.list': listed(jobs, ({ what }) => ({ state: what, limit: 100 })),
    'jobs.retry': jobsOnlyIf((state) => state !== 'done'),
    'jobs.drop': jobsOnlyIf((state) => state === 'dead'),
    'clients.list': listed(clients),
    'clients.add': () => forPlaces(COUNTIES_AND_TOWNSHIP, (territory) => ({ name: '热线', territory })),
    'clients.end': byId(clients),
    'webhooks.list': listed(webhooks),
    'webhooks.add': () =>
      forPlaces(COUNTIES_AND_TOWNSHIP, (territory) => ({
        url: 'https://hooks.example.cn/linli',
        territory,
        events: ['matter.filed'],
      })),
    'webhooks.rotate': byId(webhooks),
    'webhooks.end': byId(webhooks),
    'webhooks.retry': byId(webhooks),
    'webhooks.deliveries': () => forEach(webhooks, ({ id }) => ({ webhook: id })),
  };
}

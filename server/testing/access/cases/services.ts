import { VILLAGE } from '../../people.ts';
import type { World } from '../world.ts';
import { type Cases, forbiddenByItself, forEach, forPlaces, VILLAGES } from './case.ts';

const OWN_ITEM = { name: '本县事项', validFrom: '2026-11-24' };

/** The catalogue of services, and applications carried to the township. */
export function serviceCases({ place, items, example, pension, picture, application, inHand, handOvers }: World): Cases {
  const [onTheWay] = handOvers;
  const applied = {
    item: pension,
    materials: [
      { name: '身份证件', how: 'seen' },
      { name: '户口簿', how: 'seen', original: true },
    ],
    personId: place.people.resident,
  };
  const mandate = { signed: 'screen', until: '2026-12-31', file: picture };
  const anExample = { what: 'an example', place: '640121' };
  return {
    'services.versions': () => forEach(items, ({ id }) => ({ id })),
    'services.item': () => forEach(items, ({ id }) => ({ id })),
    'services.save': () => [
      ...forEach(items, ({ id }) => ({ ...OWN_ITEM, id, code: 'own-1' })),
      ...forbiddenByItself([{ subject: anExample, input: { ...OWN_ITEM, id: example, code: 'own-3' } }]),
    ],
    'services.retire': () => forEach(items, ({ id }) => ({ id, validUntil: '2026-12-31' })),
    'services.publish': () => [
      { subject: anExample, input: { ...OWN_ITEM, example, code: 'own-2' } },
      ...forbiddenByItself(forEach(items, ({ id }) => ({ ...OWN_ITEM, example: id, code: 'own-2' }))),
    ],
    'proxy.collect': () => forPlaces(VILLAGES, (village) => ({ ...applied, village, channel: 'counter', mandate })),
    'proxy.apply': () => forPlaces(VILLAGES, (village) => ({ ...applied, village })),
    'proxy.handIn': () => [{ subject: application, input: { matters: [{ id: application.id, seq: 2 }] } }],
    'proxy.handOvers': () =>
      forEach(
        handOvers,
        () => ({ open: false }),
        ({ id }) => id,
      ),
    'proxy.handOver': () => forEach(handOvers, ({ id }) => ({ id })),
    'proxy.receive': () => forEach(handOvers, ({ id }) => ({ id })),
    'proxy.running': () => [
      { subject: application, input: { village: VILLAGE, item: pension, person: place.people.resident }, marker: application.id },
    ],
    'proxy.inHand': () => [{ subject: inHand, input: {}, marker: inHand.id }],
    'proxy.waiting': () =>
      onTheWay ? [{ subject: onTheWay, input: {}, marker: (body) => JSON.stringify(body).match(/[1-9]/) !== null }] : [],
  };
}

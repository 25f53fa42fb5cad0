import { randomBytes, randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { PART_BYTES } from '../../../domain/outbox/entry.ts';
import { SHOWN_TEXTS, textVersionOf } from '../../../domain/own-data/consents.ts';
import { runOneJob } from '../../platform/jobs.ts';
import { jobHandlers } from '../../start.ts';
import type { Town } from '../matters.ts';
import { GRID } from '../people.ts';
import { TICKET } from '../world.ts';
import { CANARIES } from './canaries.ts';
import { paperOfPerson, pictureOfPerson, voiceOfPerson } from './uploads.ts';

/** What residents and staff do with a planted person, rightly and wrongly, and what breaks while they do. */
export async function play(place: Town): Promise<void> {
  const inject = (options: InjectOptions) => place.http.inject(options);
  const { name, phone, address, words, identity } = CANARIES;
  const household = await place.send<{ id: string }>('gridWorker', 'people.saveHousehold', { grid: GRID, address });
  const householdId = household.body.id;
  const saved = await place.send<{ id: string }>('gridWorker', 'people.save', { householdId, name, phone, relation: '户主' });
  const personId = saved.body.id;
  await place.send('stationWorker', 'accounts.openForResident', { personId, phone, agreed: SHOWN_TEXTS });
  await playIdentity(place, personId);
  await place.work();

  // Rightly: found, looked at, signed in, filed, answered, asked back, copied, consented.
  for (const q of [name, phone, phone.slice(-4), address]) await place.send('gridWorker', 'people.search', { q });
  await place.send('gridWorker', 'people.view', { id: personId, purpose: '核对住户信息' });
  await place.send('gridWorker', 'people.reveal', { id: personId, purpose: '通知到人' });
  await place.send('supervisor', 'audit.search', { personQ: name });
  await place.send(null, 'accounts.sendCode', { phone, ticket: TICKET });
  const filed = await place.file(null, { words, address, contact: { name, phone } });
  await place.take('stationWorker', 'sign', filed.id);
  const { reporters } = await place.view('stationWorker', filed.id);
  await place.send('stationWorker', 'matters.reveal', { id: filed.id, reporterId: reporters[0]?.id, purpose: '打电话问路灯的位置' });
  await place.take('stationWorker', 'answer', filed.id, { words: '已经修好' });
  await bringPapers(place);
  await place.send('stationWorker', 'ownData.copyFor', { personId, purpose: '本人到站里要一份' });
  await place.send({ receipt: filed.receiptCode }, 'matters.mine');
  await place.work();

  // Wrongly: fields that do not exist, values of the wrong kind, words where numbers belong, people of elsewhere, a wrong code.
  const wrong: [string, object][] = [
    ['people.search', { q: name, surname: name }],
    ['people.view', { id: identity, purpose: words }],
    ['people.save', { householdId: name, name: phone, phone: identity, relation: words }],
    ['people.save', { householdId, name, phone, relation: '户主' }],
    ['people.saveHousehold', { grid: name, address: identity }],
    ['matters.file', { words: identity, category: name, village: phone }],
    ['matters.view', { id: name }],
    ['accounts.openForResident', { personId: phone, phone: name, agreed: SHOWN_TEXTS }],
    ['matters.queue', { tab: 'all', q: name, after: `${identity}|${name}` }],
  ];
  for (const [operation, input] of wrong)
    for (const who of ['gridWorker', 'otherResident', null] as const) await place.send(who, operation, input);
  await place.send(null, 'accounts.signInWithCode', { phone, code: '000000', ticket: TICKET });
  await place.send(null, 'accounts.signIn', { username: name, password: identity });

  // At addresses, in headers, as something else than JSON.
  for (const url of [`/${encodeURIComponent(name)}`, `/api/people/${phone}`, `/api/files/${identity}`, `/progress?code=${phone}`])
    await inject({ method: 'GET', url, headers: { referer: `https://linli.example/?q=${encodeURIComponent(name)}`, 'user-agent': name } });
  await inject({
    method: 'POST',
    url: '/api/people/search',
    headers: { 'content-type': 'application/json', 'x-linli': '1', 'linli-receipt': identity },
    payload: `{"q":"${name}`,
  });
  await inject({ method: 'POST', url: '/api/people/search', headers: { 'content-type': 'text/plain', 'x-linli': '1' }, payload: name });

  // What breaks inside names people in its message: of a call, and of a job.
  const { now } = place.app.clock;
  Object.assign(place.app.clock, {
    now: () => {
      throw new Error(`invalid input syntax for "${name}" ${phone} ${identity}`);
    },
  });
  await place.send('resident', 'matters.mine');
  Object.assign(place.app.clock, { now });
  const failing = {
    ...jobHandlers,
    'canary.fails': () => Promise.reject(new Error(`no answer of ${phone} for "${name}", Key (id)=(${identity})`)),
  };
  const at = place.clock.now();
  await place.prepare(({ db }) =>
    db.insertInto('job').values({ county: '000000', id: randomUUID(), kind: 'canary.fails', run_at: at, created_at: at }).execute(),
  );
  await runOneJob(place.app, failing);
}

/** Files that name the person inside, brought to the counter under names that name them too; one upload breaks off half way. */
async function bringPapers(place: Town): Promise<void> {
  const signedIn = { cookie: `linli_session=${place.as.stationWorker}`, 'x-linli': '1' };
  const brought: [string, string, Buffer][] = [
    ['jpg', 'image/jpeg', await pictureOfPerson()],
    ['wav', 'audio/wav', voiceOfPerson()],
    ['pdf', 'application/pdf', paperOfPerson()],
  ];
  const attachments: string[] = [];
  for (const [ending, type, content] of brought) {
    const boundary = `linli${randomUUID()}`;
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${CANARIES.fileName}.${ending}"\r\ncontent-type: ${type}\r\n\r\n`;
    const answer = await place.http.inject({
      method: 'POST',
      url: '/api/files',
      headers: { ...signedIn, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
    attachments.push(answer.json<{ id: string }>().id);
  }
  const { name, phone } = CANARIES;
  await place.file('stationWorker', { channel: 'counter', contact: { name, phone }, attachments });
  await place.http.inject({
    method: 'POST',
    url: `/api/files/parts/${randomUUID()}/0`,
    headers: { ...signedIn, 'content-type': 'application/octet-stream', 'linli-bytes': String(PART_BYTES + 100) },
    payload: Buffer.concat([Buffer.from(CANARIES.half), randomBytes(PART_BYTES)]).subarray(0, PART_BYTES),
  });
}

/** The identity number: entered, entered for another, looked at, found by, given by a resident who may not, in a purpose where it may not stand. */
async function playIdentity(place: Town, personId: string): Promise<void> {
  const { identity } = CANARIES;
  const agreed = textVersionOf('identity');
  await planted(place.send('stationWorker', 'people.saveIdentity', { id: personId, number: identity, agreed }));
  await place.send('stationWorker', 'people.saveIdentity', { id: place.people.neighbour, number: identity, agreed });
  await planted(place.send('stationWorker', 'people.revealIdentity', { id: personId, purpose: '核对住户信息' }));
  await planted(place.send('stationWorker', 'people.search', { q: identity }));
  await place.send('gridWorker', 'people.search', { q: identity });
  await place.send('stationWorker', 'people.view', { id: personId, purpose: `看 ${identity}` });
  await place.send('resident', 'ownData.giveIdentity', { number: identity, agreed });
  await place.send('resident', 'ownData.giveIdentity', { number: `${identity}1`, agreed });
}

/** What must have been done for the scan to mean anything. */
async function planted(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`Nothing was planted: ${status} ${JSON.stringify(body)}`);
}

import { expect } from 'vitest';
import { dutyOf } from '../domain/matters/appeal/categories.ts';
import type { MatterView } from '../domain/matters/contract.ts';
import { citeClause } from '../domain/policy/clauses.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { callAs } from './demo-server.ts';
import { openFromQueue, stepsOf, take, titleOf } from './office.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard } from './stage.ts';

const YUANLONG = '640121104205';

/** A matter of that category as the station of Yuanlong passed it up. */
async function passedUp(words: string, category: string): Promise<string> {
  const stage = sharedStage();
  const phone = await onPhone(stage, 'resident');
  const { id } = await doAs<{ id: string }>(phone, 'matters.file', { words, category, village: YUANLONG });
  const station = await atDesk(stage, 'station');
  await doAs(station, 'matters.pass-up', { id, seq: 1, words: '村里没有这个权限。' });
  return id;
}

journey("a department's duty cannot be handed down to the village: the screen says why, the server refuses with the clause", async () => {
  const words = unheard('巷子第二盏路灯整夜闪');
  const id = await passedUp(words, 'roads.lamp');
  const desk = await atDesk(sharedStage(), 'dispatcher');
  await openFromQueue(desk, words);

  const closed = stepsOf(desk).getByRole('button', { name: titleOf('send-back') });
  await expect.poll(() => closed.isDisabled()).toBe(true);
  const why = await closed.textContent();
  expect(why).toContain(citeClause('8.2'));

  const { seq } = await doAs<MatterView>(desk, 'matters.view', { id });
  const { status, body } = await callAs(desk.context(), 'matters.send-back', { id, seq, words: '请村里自己修。' });
  expect(status).toBe(409);
  expect(body).toMatchObject({ type: '/problems/refused', clause: '8.2', reason: expect.stringContaining(dutyOf('roads.lamp').owner) });
  expect(why, 'the screen gives the same reason, which names who it falls to').toContain((body as { reason: string }).reason);
  const after = await doAs<MatterView>(desk, 'matters.view', { id });
  expect(after).toMatchObject({ seq, status: 'to-sign' });
});

journey("a village's own affair does go back to it", async () => {
  const words = unheard('两家为院墙滴水又吵起来');
  const id = await passedUp(words, 'order.neighbour');
  const desk = await atDesk(sharedStage(), 'dispatcher');
  await openFromQueue(desk, words);
  await take(desk, 'send-back', (form) => form.getByLabel(matterWords('wordsSendBack')).fill('请村调解委员会先调解。'));
  const after = await doAs<MatterView>(desk, 'matters.view', { id });
  expect(after.holder.id).toBe(after.station.id);
});

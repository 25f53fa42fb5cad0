import { expect } from 'vitest';
import type { MatterView } from '../domain/matters/contract.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { openFromQueue, take, titleOf } from './office.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard } from './stage.ts';

const YUANLONG = '640121104205';

journey('a duplicate that nothing suggests is named by its number', async () => {
  const stage = sharedStage();
  const phone = await onPhone(stage, 'resident');
  const file = (words: string, category: string) =>
    doAs<{ id: string; number: string }>(phone, 'matters.file', { words, category, village: YUANLONG });
  const into = await file('渠上的小桥栏杆松得直晃', 'roads.lamp');
  const words = unheard('娃娃放学过桥害怕');
  const double = await file(words, 'order.neighbour');

  const desk = await atDesk(stage, 'station');
  await openFromQueue(desk, words);
  await take(desk, 'merge', async (form) => {
    const send = form.getByRole('button', { name: titleOf('merge'), exact: true });
    await expect.poll(() => send.isDisabled()).toBe(true);
    await form.getByRole('searchbox', { name: matterWords('matterFind') }).fill(into.number);
    await form.getByRole('radio', { name: /小桥栏杆/ }).check();
  });
  const after = await doAs<MatterView>(desk, 'matters.view', { id: double.id });
  expect(after).toMatchObject({ status: 'merged', mergedInto: { id: into.id } });
});

import { expect } from 'vitest';
import { t as home } from '../web/portal/home/messages.ts';
import { PHONE } from './demo-server.ts';
import { everyScreen, settling, tooWide } from './every-screen.ts';
import { journey, onPhone, sharedStage } from './stage.ts';

everyScreen('portal');

journey('the first screen of the portal at 200 % zoom', async () => {
  // Twice the size on the same phone is a window of half the width.
  const phone = await onPhone(sharedStage(), 'resident');
  await phone.setViewportSize({ width: PHONE.width / 2, height: PHONE.height / 2 });
  const settled = settling(phone);
  await phone.goto('/');
  await settled();
  expect(await tooWide(phone)).toBeLessThanOrEqual(0);
  for (const door of ['doorFile', 'doorServices', 'doorMine', 'doorVillage'] as const) {
    const box = await phone.getByRole('link', { name: home(door) }).boundingBox();
    expect(box?.x, door).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0), door).toBeLessThanOrEqual(PHONE.width / 2);
  }
  await phone.getByRole('link', { name: home('doorFile') }).click();
  await phone.getByRole('textbox').first().waitFor();
});

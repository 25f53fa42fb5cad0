import { expect } from 'vitest';
import { PHONE } from './demo-server.ts';
import { findings, tooWide } from './every-screen.ts';
import { WORKER } from './field.ts';
import { fieldScreens } from './field-screens.ts';
import { atDesk, journey, onPhone, sharedStage } from './stage.ts';

for (const size of [PHONE, { width: 390, height: 844 }]) {
  journey(`every screen of the field app at ${size.width} px, with and without a network`, async () => {
    const stage = sharedStage();
    const phone = await onPhone(stage, WORKER);
    await phone.setViewportSize(size);
    const wrong: string[] = [];
    let seen = 0;
    for await (const name of fieldScreens(phone, await atDesk(stage, 'window'), await atDesk(stage, 'administrator'))) {
      seen += 1;
      await phone.locator('.skeleton').first().waitFor({ state: 'detached' });
      wrong.push(...(await findings(phone, name)));
      const over = await tooWide(phone);
      if (over > 0) wrong.push(`${name}: ${over} px wider than the window`);
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(20);
  });
}

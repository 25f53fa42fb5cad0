import { say } from '../web/office/accounts/messages.ts';
import { atDesk, doAs, journey, sharedStage } from './stage.ts';

journey('a reset link that was used says so when it is opened; a good one says until when', async () => {
  const stage = sharedStage();
  const desk = await atDesk(stage, 'administrator');
  const found = await doAs<{ items: { id: string }[] }>(desk, 'bodies.search', { q: '原隆村服务站', kinds: ['service-station'] });
  const post = { bodyId: found.items[0]?.id, role: 'station-worker', territory: '640121104205' };
  const { link } = await doAs<{ link: string }>(desk, 'accounts.create', { username: 'reset.journey', name: '石桂兰', post });
  const { pathname, hash } = new URL(link);
  const path = pathname + hash;

  const guest = await atDesk(stage, null);
  await guest.goto(path);
  await guest.getByLabel(say('newPassword')).fill('a quiet greenhouse');
  await guest.getByLabel(say('repeat')).fill('a quiet greenhouse');
  await guest.getByRole('button', { name: say('resetDo') }).click();
  await guest.getByRole('heading', { name: say('resetDone') }).waitFor();

  await guest.goto('about:blank');
  await guest.goto(path);
  await guest.getByRole('heading', { name: say('resetSpentTitle') }).waitFor();
  await guest.getByRole('link', { name: say('goSignIn') }).waitFor();
  if (await guest.getByLabel(say('newPassword')).count()) throw new Error('a spent link still asks for a password');

  for (const cut of [pathname, path.slice(0, -20)]) {
    await guest.goto('about:blank');
    await guest.goto(cut);
    await guest.getByText(say('resetCut')).waitFor();
  }
});

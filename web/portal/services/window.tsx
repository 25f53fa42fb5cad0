import type { OutputOf } from '../../kit/call.ts';
import type { Place } from '../device.ts';
import { BodyCard } from '../territory/body-card.tsx';
import { t } from './messages.ts';

/** Where to go with it: the township's centre with its address, hours and phone. */
export function Window({ village, centre }: { village?: Place; centre?: OutputOf<'territory.place'>['bodies'][number] }) {
  if (village && !centre) return null;
  return (
    <section className="section">
      <h2>{t('window')}</h2>
      {centre ? <BodyCard body={{ ...centre, people: [] }} /> : <p className="quiet">{t('windowUnknown')}</p>}
    </section>
  );
}

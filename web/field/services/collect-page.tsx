import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { Banner, EmptyState } from '../../kit/notice.tsx';
import { correctedInstant, correctedNow } from '../device/clock.ts';
import { keepOrMend, mendedEntry } from '../outbox/keep-or-mend.ts';
import { householdsOf } from '../people/households.ts';
import { KeepTrouble } from '../shell/keep-trouble.tsx';
import { useReachable } from '../shell/reach.ts';
import { RoomLeft } from '../shell/room-left.tsx';
import { Screen } from '../shell/screen.tsx';
import { useOpen } from '../shell/state.ts';
import { useDraft } from '../shell/use-draft.ts';
import { ChooseItem, timeOf } from './choose-item.tsx';
import { ChoosePerson } from './choose-person.tsx';
import { type Collecting, collectingOf, entryFor, faultsOf, hasContent, mandateDates, newCollecting } from './collecting.ts';
import { t } from './messages.ts';
import { materialsOf, wayOf } from './paper.ts';
import { PaperField } from './paper-field.tsx';
import './services.css';
import { mandateWords } from '../../../domain/matters/proxy-service/mandate.zh.ts';
import { mandateDaysOf, papersHeld, runningOf, servicesOf } from './services-of-day.ts';
import { dayOfDateText, SignMandate } from './sign-mandate.tsx';

type Stage = 'person' | 'item' | 'papers' | 'mandate';

/** The stage asked for by the address, or the first that still lacks something. */
function stageOf(asked: string | null, { personId, itemId }: Collecting): Stage {
  if (!personId || asked === 'person') return 'person';
  if (!itemId || asked === 'item') return 'item';
  return asked === 'mandate' ? 'mandate' : 'papers';
}

/** 代办, at the door: for whom, what, which papers, the mandate signed; then it is in the outbox (2.5, 2.6). */
export default function CollectPage() {
  const open = useOpen();
  const online = useReachable();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  // The entry is looked for once: sent again it is no longer set aside, and this screen is about to go.
  const [mended] = useState(() => mendedEntry(open.entries, asked.get('mend'), open.vault.owner));
  const { draft, restored, change, clear } = useDraft<Collecting>({
    id: mended ? `mend:${mended.commandId}` : 'collect',
    fresh: newCollecting,
    hasContent,
    ...(mended && { given: () => collectingOf(mended) }),
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>();

  const household = asked.get('household');
  const homes = householdsOf(open);
  const home = homes.find(({ members }) => members.some(({ id }) => id === draft.personId));
  const person = home?.members.find(({ id }) => id === draft.personId);
  const item = servicesOf(open).find(({ id }) => id === draft.itemId);
  const stage = stageOf(asked.get('stage'), { ...draft, personId: person?.id ?? '', itemId: item?.id ?? '' });
  const days = mandateDaysOf(open);
  const dates = mandateDates(new Date(correctedNow()), days);
  const faults = faultsOf(draft, dates);
  const to = (next: Stage) => {
    asked.set('stage', next);
    navigate(`/services/new?${asked}`);
  };
  const back =
    stage === 'person' ? (mended ? `/outbox/${mended.commandId}` : household ? `/people/${household}` : '/') : () => history.back();
  const screen = (title: string, content: React.ReactNode, action?: React.ReactNode) => (
    <Screen key={stage} title={title} back={back} action={action}>
      {restored && stage !== 'mandate' && (
        <Banner tone="brand" icon="undo" action={<Button onClick={() => void clear()}>{t('restoredDrop')}</Button>}>
          {t('restored')}
        </Banner>
      )}
      {content}
    </Screen>
  );

  if (!open.day) return screen(t('title'), <EmptyState icon="people" title={t('gone')} />);
  const { worker } = open.day;
  if (stage === 'person' || !home || !person) {
    const choose = (personId: string) => {
      change({ personId });
      to('item');
    };
    return screen(t('who'), <ChoosePerson household={household} onChoose={choose} />);
  }
  if (stage === 'item' || !item) {
    const choose = (itemId: string) => {
      change({ itemId });
      to('papers');
    };
    return screen(`${t('what')} · ${person.name}`, <ChooseItem onChoose={choose} />);
  }
  if (stage === 'papers') {
    const held = papersHeld(open, person.id);
    const running = runningOf(open, { personId: person.id, itemId: item.id, mended: mended?.commandId });
    const lacking = item.materials.filter((name) => !draft.papers[name] || !wayOf(draft.papers[name])).length;
    return screen(
      `${t('papers')} · ${person.name}`,
      <>
        <RoomLeft />
        {running && (
          <Banner tone="wheat" title={t('running', { name: person.name })}>
            <Link href={running.href}>{running.number ? t('runningSee', { number: running.number }) : t('runningUnsent')}</Link>
          </Banner>
        )}
        <p>
          <strong>{item.name}</strong>
          <br />
          <span className="quiet small">{[timeOf(item), item.basis && t('basis', { basis: item.basis })].filter(Boolean).join(' · ')}</span>
        </p>
        {item.materials.length === 0 && <p>{t('papersNone')}</p>}
        {item.materials.map((name) => (
          <PaperField
            key={name}
            name={name}
            paper={draft.papers[name]}
            heldFrom={held.get(name)}
            onChange={(paper) => change({ papers: { ...draft.papers, [name]: paper } })}
          />
        ))}
      </>,
      <Button look="filled" wide icon="edit" onClick={() => to('mandate')}>
        {lacking > 0 ? t('missingCount', { n: lacking }) : t('next')}
      </Button>,
    );
  }
  const send = async () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    setBusy(true);
    try {
      const { entry, files } = entryFor(draft, {
        item,
        grid: worker.range,
        address: home.address,
        last: dates.last,
        title: `${t('title')} · ${person.name} · ${item.name}`,
        madeAt: correctedInstant(),
      });
      await keepOrMend(entry, files, mended);
      await clear();
      navigate(mended ? '/outbox' : `/outbox/${entry.commandId}`, { replace: true });
    } catch (error) {
      setTrouble(error);
      setBusy(false);
    }
  };
  return screen(
    `${t('mandate')} · ${person.name}`,
    <>
      <SignMandate
        collecting={draft}
        words={mandateWords({
          name: person.name,
          station: worker.body.name,
          worker: worker.name,
          item: item.name,
          papers: materialsOf(item.materials, draft.papers).map(({ name }) => name),
          until: dayOfDateText(draft.until || dates.last),
        })}
        dates={dates}
        days={days}
        faults={tried ? faults : {}}
        onChange={change}
      />
      <KeepTrouble error={trouble} />
    </>,
    <Button look="filled" wide icon="send" busy={busy} onClick={() => void send()}>
      {t(mended ? 'mended' : online ? 'send' : 'sendOffline')}
    </Button>,
  );
}

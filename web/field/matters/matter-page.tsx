import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { StepOffer } from '../../../domain/matters/available-steps.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { statusTitleOf } from '../../../domain/matters/words.zh.ts';
import { Button } from '../../kit/button.tsx';
import { classNames } from '../../kit/class-names.ts';
import { deadlineText, momentText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { Banner, EmptyState, Tag } from '../../kit/notice.tsx';
import { Story, type StoryEntry } from '../../kit/story.tsx';
import { correctedNow } from '../device/clock.ts';
import { mendedEntry } from '../outbox/keep-or-mend.ts';
import { Screen } from '../shell/screen.tsx';
import { useSections } from '../shell/section.ts';
import { useOpen } from '../shell/state.ts';
import { dueWords } from './due-words.ts';
import { type DayMatter, matterOf, pendingOf, sentOf } from './matters-of-day.ts';
import { t } from './messages.ts';
import { offersOf, projected } from './offers.ts';
import { inOrder, isForTheHand } from './step-fields.ts';
import { StepSheet } from './step-sheet.tsx';

const storyOf = (matter: DayMatter): StoryEntry[] =>
  matter.story.map((entry) => ({
    key: String(entry.seq),
    above: [momentText(entry.at), entry.by.body?.name].filter(Boolean).join(' · '),
    title: entry.headline,
    quote: [entry.words, entry.correction].filter(Boolean).join('\n') || undefined,
    children: entry.files.length > 0 ? <p className="story-detail">{t('file', { n: entry.files.length })}</p> : undefined,
  }));

/** One matter: what it is, what has happened, what I can do now; the same with and without a network. */
export default function MatterPage({ params }: { params: Record<string, string> }) {
  const open = useOpen();
  const sections = useSections();
  const asked = new URLSearchParams(useSearch()).get('mend');
  const [mended] = useState(() => mendedEntry(open.entries, asked, open.vault.owner));
  const [step, setStep] = useState<StepOffer>();
  const [mending, setMending] = useState(mended !== undefined);
  const [said, setSaid] = useState(false);
  const matter = matterOf(open, params.id ?? '');
  if (!matter || !open.day) {
    // A step that ends a matter takes it off the phone; whoever took the step must not think it was lost.
    const sent = sentOf(open.entries, params.id ?? '', open.vault.owner);
    if (sent)
      return (
        <Screen title={sent.title.split(' · ')[0] ?? ''} back="/">
          <EmptyState
            icon="check"
            title={t('sentGone')}
            action={
              <Link href="/" className="button button-filled">
                {t('sentGoneBack')}
              </Link>
            }
          >
            {sent.title}
            <br />
            {t('sentGoneWords')}
          </EmptyState>
        </Screen>
      );
    return (
      <Screen title={t('gone')} back="/">
        <EmptyState icon="search" title={t('gone')}>
          {t('goneWords')}
        </EmptyState>
      </Screen>
    );
  }
  const now = new Date(correctedNow());
  const pending = pendingOf(open.entries, matter.id, open.vault.owner);
  const aside = pending.some((entry) => entry.state !== 'waiting');
  const state = projected(matter, pending, open.day);
  const definition = definitionOf(matter.kind, matter.version);
  const { steps } = definition;
  const offers = inOrder(offersOf(matter, pending, open.day, now));
  const kind = sections.find((section) => section.kind?.kind === matter.kind)?.kind;
  const forHand = offers.filter(
    ({ step: name, onBehalf }) => (!onBehalf && kind?.steps[name]) || (steps[name] && isForTheHand(steps[name] as (typeof steps)[string])),
  );
  const atDesk = offers.filter((offer) => offer.allowed && !forHand.includes(offer));
  // What was set aside is taken again as it would be now; whether that is still possible the rules say.
  const again =
    mending && mended
      ? offers.find(
          ({ step: name, onBehalf }) => mended.operation === `matters.${name}` && Boolean(onBehalf) === Boolean(mended.input.onBehalf),
        )
      : undefined;
  const due = dueWords({ ...matter, status: state?.status ?? matter.status }, now);
  const reporter = matter.reporters[0];
  return (
    <Screen title={matter.title} back="/">
      <p className="tags">
        <Tag tone={due?.tone ?? 'brand'}>{statusTitleOf(definition, state?.status ?? matter.status)}</Tag>
        {due && matter.deadlines.answer && <span className="quiet">{deadlineText(matter.deadlines.answer, now)}</span>}
      </p>
      {mending && mended && !again?.allowed && (
        <Banner tone="wheat" icon="warn" title={t('mendClosed', { step: mended.title.split(' · ')[0] ?? '' })}>
          {[again?.reason, t('mendClosedWords')].filter(Boolean).join(' ')}
        </Banner>
      )}
      {said && (
        <Banner tone="leaf" icon="check">
          {t('stepKept')}
        </Banner>
      )}
      {pending.length > 0 && (
        <section className="group">
          <h2>{t('pendingTitle')}</h2>
          <ul className="field-rows">
            {pending.map((entry) => (
              <li key={entry.commandId}>
                <Link href={`/outbox/${entry.commandId}`} className="field-row">
                  <Icon name={entry.state === 'waiting' ? 'send' : 'warn'} />
                  <span className="field-row-words">
                    <strong>{entry.title.split(' · ')[0]}</strong>
                    {typeof entry.input.words === 'string' && <span className="field-row-under">{entry.input.words}</span>}
                  </span>
                  <span className={entry.state === 'waiting' ? 'field-row-due ink-wheat' : 'field-row-due ink-brick'}>
                    {t(entry.state === 'waiting' ? 'pending' : 'aside')}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card">
        {matter.words && <p className="prose">{matter.words}</p>}
        <dl className="facts stack">
          <div>
            <dt>{t('place')}</dt>
            <dd>{[matter.place, matter.address].filter(Boolean).join(' ')}</dd>
          </div>
          <div>
            <dt>{t('category')}</dt>
            <dd>{matter.categoryName}</dd>
          </div>
          {reporter && !kind?.Facts && (
            <div>
              <dt>{t('reporter')}</dt>
              <dd>{[reporter.name, reporter.phone].filter(Boolean).join(' ')}</dd>
            </div>
          )}
          <div>
            <dt>{t('holder')}</dt>
            <dd>{matter.holder.name}</dd>
          </div>
          <div>
            <dt>{t('number')}</dt>
            <dd>{matter.number}</dd>
          </div>
        </dl>
      </section>
      {kind?.Facts && <kind.Facts matter={matter} />}
      {!aside && (
        <section className="stack" aria-label={t('steps')}>
          {forHand.map((offer, at) =>
            offer.allowed && !offer.onBehalf && kind?.steps[offer.step] ? (
              <Link
                key={offer.step}
                href={kind.steps[offer.step]?.(matter.id) ?? '/'}
                className={classNames('button', at === 0 ? 'button-filled' : 'button-outline', 'button-wide step-button')}
              >
                {offer.title}
              </Link>
            ) : offer.allowed ? (
              <Button
                key={`${offer.step}${offer.onBehalf ?? ''}`}
                look={at === 0 && !offer.onBehalf ? 'filled' : 'outline'}
                wide
                className="step-button"
                onClick={() => setStep(offer)}
              >
                {offer.onBehalf ? t('forResident', { step: offer.title }) : offer.title}
              </Button>
            ) : (
              <p key={offer.step} className="quiet small">
                {offer.title} · {t('closed', { reason: offer.reason ?? '' })}
                {offer.refusedBy && ` ${t('clause', { clause: offer.refusedBy })}`}
              </p>
            ),
          )}
          {atDesk.length > 0 && (
            <p className="quiet small">{t('stepsOffice', { steps: [...new Set(atDesk.map((offer) => offer.title))].join('、') })}</p>
          )}
        </section>
      )}
      <section aria-label={t('story')}>
        <Story label={t('story')} entries={storyOf(matter)} />
      </section>
      {(again?.allowed ? again : step) && (
        <StepSheet
          key={(again ?? step)?.step}
          matter={matter}
          offer={(again?.allowed ? again : step) as StepOffer}
          mended={again?.allowed ? mended : undefined}
          onClose={(kept) => {
            setStep(undefined);
            setMending(false);
            setSaid(kept);
            if (kept) window.scrollTo({ top: 0 });
          }}
        />
      )}
    </Screen>
  );
}

import './matter.css';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App } from 'antd';
import { useEffect, useState } from 'react';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { definitionOf } from '../../../../domain/matters/kinds.ts';
import { mayReveal } from '../../../../domain/matters/permissions.ts';
import { Banner, sentenceOf } from '../../../kit/notice.tsx';
import { useRead } from '../../../kit/query.ts';
import { Card } from '../../shell/card.tsx';
import { FormDrawer } from '../../shell/form-drawer.tsx';
import { useHotKeys } from '../../shell/hot-keys.ts';
import { useStaff } from '../../shell/me.ts';
import { ReadState } from '../../shell/read-state.tsx';
import { shortMoment } from '../../shell/times.ts';
import { useNow } from '../../shell/use-now.ts';
import { Attribution } from './attribution.tsx';
import { Facts } from './facts.tsx';
import { MatterHead } from './matter-head.tsx';
import { say } from './messages.ts';
import { actorOf, offersNow, stateOf } from './offers.ts';
import { RatingCard } from './rating-card.tsx';
import { SimilarCard } from './similar-card.tsx';
import { fieldsOf, type StepValues } from './step-fields.ts';
import { StepForm } from './step-form.tsx';
import { StepsPanel } from './steps-panel.tsx';
import { StoryCard } from './story.tsx';
import { afterwords, useTakeStep } from './take-step.ts';

type Opened = { step: string; onBehalf: boolean; preset?: StepValues };

function Lookers({ view }: { view: MatterView }) {
  return (
    <Card title={say('lookers')}>
      {view.lookers.length === 0 && <p className="quiet">{say('lookersNone')}</p>}
      <ul className="plain-list quiet">
        {view.lookers.map((look) => (
          <li key={`${look.at}${look.actor}`}>
            {look.actor} · {shortMoment(look.at)} · {look.purpose}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Matter({ view }: { view: MatterView }) {
  const { message } = App.useApp();
  const staff = useStaff();
  const now = useNow();
  const navigate = useNavigate();
  const { step: asked } = useSearch({ from: '/frame/matters/$id' });
  const [opened, setOpened] = useState<Opened | null>(null);
  const direct = useTakeStep(view);
  const offers = offersNow(view, staff, now);
  const definition = definitionOf(view.kind, view.version);
  const state = stateOf(view);
  const mayOpenStep = (step: string) => offers.own.some((offer) => offer.step === step && offer.allowed);
  const openedStep = opened && definition.steps[opened.step];

  const tell = (title: string, after: MatterView | undefined) =>
    void message.success(after ? afterwords(title, after) : say('taken', { step: title }));
  const open = async (step: string, onBehalf: boolean) => {
    const declared = definition.steps[step];
    if (!declared) return;
    // Nothing to ask: the button itself is the step.
    if (fieldsOf(declared).length === 0 && !onBehalf) {
      const after = await direct.take(step, {});
      if (after) tell(declared.title, after);
      return;
    }
    setOpened({ step, onBehalf });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a step named in the address is opened once, when the page opens.
  useEffect(() => {
    if (!asked) return;
    if (mayOpenStep(asked)) setOpened({ step: asked, onBehalf: false });
    void navigate({ to: '/matters/$id', params: { id: view.id }, search: {}, replace: true });
  }, [asked]);
  useHotKeys({
    r: () => mayOpenStep('answer') && setOpened({ step: 'answer', onBehalf: false }),
    t: () => mayOpenStep('assign') && setOpened({ step: 'assign', onBehalf: false }),
  });

  return (
    <>
      <MatterHead view={view} />
      <div className="matter">
        <div className="matter-main">
          <Facts
            view={view}
            kept={offers.conflict !== null}
            mayLook={state !== null && view.reporters.some((one) => mayReveal(state, actorOf(staff), one.hidden).allowed)}
          />
          {view.attribution && <Attribution attribution={view.attribution} />}
          <StoryCard
            view={view}
            onCorrect={mayOpenStep('correct') ? (entry) => setOpened({ step: 'correct', onBehalf: false, preset: { entry } }) : undefined}
          />
        </div>
        <div className="matter-side no-print">
          {direct.changed && (
            <Banner tone="wheat" icon="refresh" title={say('changedTitle')}>
              {say('changedWords')}
            </Banner>
          )}
          {direct.error ? (
            <Banner tone="brick" title={sentenceOf(direct.error).title}>
              {sentenceOf(direct.error).detail}
            </Banner>
          ) : null}
          <StepsPanel
            view={view}
            own={offers.own}
            onBehalf={offers.onBehalf}
            conflict={offers.conflict}
            busy={direct.busy}
            onOpen={(step, onBehalf) => void open(step, onBehalf)}
          />
          <RatingCard view={view} />
          <SimilarCard view={view} mayMerge={mayOpenStep('merge')} />
          <Lookers view={view} />
        </div>
      </div>
      <FormDrawer open={opened !== null} title={openedStep?.title} onClose={() => setOpened(null)}>
        {opened && openedStep && (
          <StepForm
            key={`${opened.step}${opened.onBehalf}`}
            view={view}
            step={opened.step}
            onBehalf={opened.onBehalf}
            preset={opened.preset}
            onTaken={(after) => {
              setOpened(null);
              tell(openedStep.title, after);
            }}
          />
        )}
      </FormDrawer>
    </>
  );
}

/** One matter on one page: facts and story left, what I can do now right. */
export function MatterScreen() {
  const { id } = useParams({ from: '/frame/matters/$id' });
  const view = useRead('matters.view', { id });
  return (
    <ReadState read={view} lines={14}>
      {(data) => <Matter key={data.id} view={data as MatterView} />}
    </ReadState>
  );
}

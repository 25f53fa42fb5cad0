import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { categoryOf } from '../../../domain/matters/appeal/categories.ts';
import { proposeCategory } from '../../../domain/matters/appeal/propose-category.ts';
import { needlessIn } from '../../../domain/policy/needless.ts';
import { Button } from '../../kit/button.tsx';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { dayText, nearDayText } from '../../kit/dates.ts';
import { FieldError, TextArea, TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { Banner, Skeleton } from '../../kit/notice.tsx';
import { useOnline } from '../../kit/online.ts';
import { Page } from '../../kit/page.tsx';
import { PhotoPicker } from '../../kit/photo-picker.tsx';
import { useRead } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { Switch } from '../../kit/switch.tsx';
import { VoicePlayer, VoiceRecorder } from '../../kit/voice-recorder.tsx';
import { useMe } from '../accounts/session.ts';
import { useBack } from '../back.ts';
import type { AppealDraft } from '../device.ts';
import { useDraft } from '../draft.ts';
import { useElder } from '../elder.ts';
import { t as home } from '../home/messages.ts';
import { useHere } from '../territory/here.ts';
import { PlaceSheet } from '../territory/place-sheet.tsx';
import { appealDraft, hasContent } from './appeal-draft.ts';
import { CategorySheet } from './category-sheet.tsx';
import { categoryOfDraft, knownCategory } from './draft-category.ts';
import { t } from './messages.ts';
import { send } from './outbox.ts';
import { Similar } from './similar.tsx';

const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;

/** Who signs by when: one line that turns sending into a promise. A question about a look may go `elsewhere`, so it names nobody. */
function PromiseLine({ village, grid, category, elsewhere }: { village?: string; grid?: string; category: string; elsewhere: boolean }) {
  const settled = useSettled(category, 600);
  const asked = useRead(
    'matters.promise',
    { village: village ?? '', grid, category: settled },
    { enabled: village !== undefined, keep: true },
  );
  const promise = asked.data;
  if (!village || asked.isError) return null;
  return (
    <p className="page-action-note" aria-live="polite">
      {promise
        ? t('promise', {
            who: elsewhere ? '' : (promise.signer ?? promise.holder),
            sign: nearDayText(promise.signBy),
            answer: dayText(promise.answerBy),
          })
        : t('promiseLoading')}
    </p>
  );
}

type Wrong = { words?: string; village?: string; phone?: string };

function wrongIn(draft: AppealDraft, known: boolean): Wrong {
  const phone = draft.phone.replace(/\s/g, '');
  return {
    words: hasContent(draft) ? undefined : t('whatMissing'),
    village: draft.village ? undefined : t('whereMissing'),
    phone: !known && phone && !PHONE.test(phone) ? t('phoneWrong') : undefined,
  };
}

/** Filing an appeal: one page, at most five answers, everything kept on the device while it is written. */
export default function FilePage() {
  const back = useBack();
  const [, navigate] = useLocation();
  const online = useOnline();
  const me = useMe();
  const elder = useElder();
  const here = useHere();
  const { draft: kept, restored, change, clear, forget } = useDraft('appeal', appealDraft);
  const [sheet, setSheet] = useState<'place' | 'category'>();
  const [asked, setAsked] = useState(false);
  const [sending, setSending] = useState(false);
  const [voiceTrouble, setVoiceTrouble] = useState('');
  const [droppedNotice, setDroppedNotice] = useState(false);

  // What another page began with (请帮我代办：…) is the first words, unless something was written already.
  const about = new URLSearchParams(location.search).get('about');
  const untouched = kept !== undefined && !hasContent(kept);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the draft has been looked up; what is deleted stays deleted.
  useEffect(() => {
    if (untouched && about) change({ words: about.slice(0, 1000) });
  }, [kept === undefined]);

  if (!kept) {
    return (
      <Page title={t('file')} onBack={back}>
        <Skeleton lines={6} />
      </Page>
    );
  }

  const asking = new URLSearchParams(location.search).get('category');
  const draft: AppealDraft = {
    ...kept,
    village: kept.village ?? here.village,
    grid: kept.village ? kept.grid : (kept.grid ?? here.grid),
    category: knownCategory(kept.category) ?? knownCategory(asking),
  };
  const category = categoryOfDraft(draft);
  const known = me.signedIn;
  const wrong = asked ? wrongIn(draft, known) : {};
  const showCategory = !elder && (draft.category !== undefined || proposeCategory(draft.words, 1).length > 0);

  const submit = async () => {
    setAsked(true);
    const found = wrongIn(draft, known);
    if (found.words || found.village || found.phone) {
      if (found.village && !found.words) setSheet('place');
      else setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
      return;
    }
    setSending(true);
    // A signed-in resident is known; what an earlier visitor typed on this phone must not be mixed in.
    const speaker = known ? { name: '', phone: '' } : { person: undefined };
    const commandId = await send({ kind: 'appeal', draft: { ...draft, ...speaker, category } }, me.account);
    forget();
    navigate(`/filed/${commandId}`, { replace: true });
  };

  return (
    <Page
      title={t('file')}
      documentTitle={t('file')}
      onBack={back}
      action={
        <>
          <Button look="filled" wide busy={sending || (draft.village === undefined && here.loading)} onClick={() => void submit()}>
            {t('submit')}
          </Button>
          {online ? (
            <PromiseLine village={draft.village?.code} grid={draft.grid?.code} category={category} elsewhere={draft.look !== undefined} />
          ) : (
            <p className="page-action-note">{home('offline')}</p>
          )}
        </>
      }
    >
      {restored && !droppedNotice && (
        <Banner
          tone="brand"
          icon={draft.look ? 'message' : 'undo'}
          action={
            <Button
              onClick={() => {
                clear();
                setDroppedNotice(true);
              }}
            >
              {t('draftDrop')}
            </Button>
          }
        >
          {t(draft.look ? 'lookAsked' : 'draftKept')}
        </Banner>
      )}

      <div className="stack">
        <TextArea
          label={t('what')}
          placeholder={t('whatHint')}
          hint={needlessIn(draft.words)}
          value={draft.words}
          maxLength={1000}
          error={wrong.words}
          onChange={(event) => change({ words: event.target.value })}
          corner={draft.voice ? undefined : <VoiceRecorder onDone={(voice) => change({ voice })} onTrouble={setVoiceTrouble} />}
        />
        {voiceTrouble && <FieldError>{voiceTrouble}</FieldError>}
        {draft.voice && <VoicePlayer note={draft.voice} onRemove={() => change({ voice: undefined })} />}
        {draft.look && (
          <p className="quiet" role="note">
            {draft.look.unit ? t('lookElsewhere', { unit: draft.look.unit }) : t('lookNotSelf')}
          </p>
        )}
        {showCategory && (
          <button type="button" className="chip-row" onClick={() => setSheet('category')}>
            <span className="quiet small">{draft.category ? t('categoryChosen') : t('categoryProposed')}</span>
            <strong>{categoryOf(category).name}</strong>
            <span className="row-action">{t('change')}</span>
          </button>
        )}
      </div>

      <section className="field">
        <h2 className="field-label">
          {t('photos')}
          <span className="field-aside">{t('photosAside')}</span>
        </h2>
        <PhotoPicker photos={draft.photos} onChange={(photos) => change({ photos })} />
      </section>

      <section className="field">
        <h2 className="field-label">{t('where')}</h2>
        <div className="card rows">
          <button type="button" className="row" onClick={() => setSheet('place')} aria-haspopup="dialog">
            <Icon name="pin" />
            <span className="row-words">
              <span>{draft.address.trim() || (draft.village ? t('placeAddressNone') : t('whereUnknown'))}</span>
              {draft.village && (
                <span className="row-under">
                  {draft.village.name} {draft.grid?.name}
                </span>
              )}
              {draft.point && <span className="row-under">{t('placePointHere')}</span>}
            </span>
            <span className="row-action">{draft.village ? t('change') : t('choose')}</span>
          </button>
        </div>
        {wrong.village && <FieldError>{wrong.village}</FieldError>}
      </section>

      {online && (
        <Similar
          draft={draft}
          category={category}
          known={known}
          account={me.account}
          onJoined={() => {
            clear();
            forget();
          }}
        />
      )}

      {known ? (
        me.persons.length > 1 && (
          <ChoiceList
            label={t('forWhom')}
            inline
            choices={me.persons.map((person) => ({ value: person.id, label: person.name }))}
            value={draft.person ?? me.personId}
            onChange={(person) => change({ person })}
          />
        )
      ) : (
        <section className="field">
          <h2 className="field-label">
            {t('contact')}
            <span className="field-aside">{t('contactAside')}</span>
          </h2>
          <p className="field-hint">{t('contactHint')}</p>
          <div className="card stack">
            <TextInput
              label={t('name')}
              value={draft.name}
              maxLength={30}
              autoComplete="name"
              onChange={(event) => change({ name: event.target.value })}
            />
            <TextInput
              label={t('phone')}
              type="tel"
              inputMode="tel"
              autoComplete="tel-national"
              maxLength={14}
              value={draft.phone}
              error={wrong.phone}
              onChange={(event) => change({ phone: event.target.value })}
            />
          </div>
        </section>
      )}

      <div className="card switch-card">
        <Switch
          icon="person"
          label={t('hideName')}
          hint={t('hideNameHint')}
          checked={draft.hideName}
          onChange={(hideName) => change({ hideName })}
        />
      </div>

      <PlaceSheet open={sheet === 'place'} value={draft} onChange={(place) => change(place)} onClose={() => setSheet(undefined)} />
      <CategorySheet
        open={sheet === 'category'}
        words={draft.words}
        value={category}
        onChoose={(code) => {
          change({ category: code });
          setSheet(undefined);
        }}
        onClose={() => setSheet(undefined)}
      />
    </Page>
  );
}

import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { t } from './messages.ts';
import { chooseVillage } from './my-village.ts';
import { VillageSheet } from './village-sheet.tsx';

/** Shown where a page needs to know the village first. */
export function ChooseFirst() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <EmptyState
        icon="pin"
        title={t('chooseFirst')}
        action={
          <Button look="filled" onClick={() => setOpen(true)}>
            {t('picker')}
          </Button>
        }
      />
      <VillageSheet open={open} onClose={() => setOpen(false)} onChoose={chooseVillage} />
    </>
  );
}

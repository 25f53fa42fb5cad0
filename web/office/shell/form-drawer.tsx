import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { IconButton } from '../../kit/button.tsx';
import { say } from './messages.ts';

/** A form at the right side over the page it belongs to; what was typed is gone when it closes. */
export function FormDrawer({
  open,
  title,
  size = 480,
  onClose,
  children,
}: {
  open: boolean;
  title: ReactNode;
  size?: number;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={title}
      size={size}
      destroyOnHidden
      closeIcon={null}
      extra={<IconButton icon="close" label={say('close')} onClick={onClose} />}
    >
      {children}
    </Drawer>
  );
}

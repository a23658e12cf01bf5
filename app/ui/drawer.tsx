import { Dialog, type DialogProps } from './dialog.tsx'

/** A quick look from the right that leaves the list where it is; on the phone it comes from below. */
export const Drawer = (props: DialogProps) => <Dialog {...props} side="right" />

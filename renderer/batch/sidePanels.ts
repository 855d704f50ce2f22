/** Which side panel a narrow window shows; a wide one shows both. */
export type SidePanel = 'options' | 'preview'

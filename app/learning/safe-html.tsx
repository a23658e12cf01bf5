/** HTML that the server made from Markdown or GIFT and sanitised. The one place where HTML is set as it is. */
export const SafeHtml = ({
  html,
  as: As = 'div',
  className,
  lang,
}: {
  html: string
  as?: 'div' | 'span' | 'p'
  className?: string
  lang?: string | null
}) => (
  <As
    className={className}
    lang={lang ?? undefined}
    // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised on the server, see lesson-text and rich-text
    dangerouslySetInnerHTML={{ __html: html }}
  />
)

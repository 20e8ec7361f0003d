/** The classes of marks the Chinese rules distinguish (GB/T 15834; CLREQ, 3.1). */
export const opening = '“‘（《〈【「『〔［｛〖'
export const closing = '”’）》〉】」』〕］｝〗'
export const pause = '，、；：'
export const stop = '。．！？'
export const interpunct = '·‧・'

/** Marks in the middle of their em in vertical writing, which have no narrow form there. */
export const centredInVertical = '；：！？'

/** Marks and signs that may not begin a line (GB/T 15834, 5.1; CLREQ, prohibition rules). */
export const lineStartForbidden: string = `${closing}${pause}${stop}${interpunct}—…⸺～－–／％‰%℃°′″,.;:!?)]}/~-`

/** Marks and signs that may not end a line, among them the interpunct, which joins the parts of a name. */
export const lineEndForbidden: string = `${opening}${interpunct}／/([{￥＄￡№©§`

/** Units no line end parts from their number, besides signs that may not begin a line. */
export const numberUnits = '年月日号时分秒点度届周岁万亿元米克吨页章节条款项卷册期次名个人倍'

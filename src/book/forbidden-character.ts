/**
 * A character no text may contain: controls except line feed and tab, bidirectional and other
 * invisible format characters, private use, noncharacters, unpaired surrogates, U+FFFD. A reader
 * cannot see them and so cannot correct them.
 */
export const forbiddenCharacter: RegExp =
  /(?![\n\t])\p{Cc}|[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\uFFFD]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u

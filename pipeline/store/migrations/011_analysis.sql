-- What the analysis of an article may say now: bulletins in Ukrainian are read by rules, texts may be too long.

COMMENT ON COLUMN articles.analysis IS 'full; bulletin (only the figures and lists of a Ukrainian bulletin are read); or why the text was read but not analysed (language, too long).';
COMMENT ON COLUMN current_articles.analysis IS 'full; bulletin (only the figures and lists of a Ukrainian bulletin are read); or why the text was read but not analysed (language, too long).';
COMMENT ON COLUMN revisions.analysis IS 'full; bulletin (only the figures and lists of a Ukrainian bulletin are read); or why the text was read but not analysed (language, too long).';

-- A story has one title, also on the days that this run did not touch.
UPDATE stories SET label = l.label FROM story_labels l WHERE stories.story_id = l.story_id AND stories.label <> l.label;

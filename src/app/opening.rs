//! Another atlas takes the place of the one in the window, or the same as its files are now.

use std::sync::Arc;

use crate::atlas::{Atlas, Files};
use crate::cli::{locale, plan};
use crate::history::letters::legible;
use crate::picture::{Argument, stand_ins};
use crate::view::{Action, Bookmarks, Look, Memory};

use super::fonts;
use super::library::{Arrived, Reason};
use super::panels::problems::ProblemList;
use super::{AtlasApp, LONGEST_REASON, Panels};

impl AtlasApp {
    /// Reads another atlas; the one that is shown stays until it is there.
    pub(super) fn open_atlas(&mut self, ctx: &egui::Context, files: Files) {
        self.problems = None;
        self.library.open(ctx, files, Reason::Opened);
        self.tell(ctx, self.session.words.get("open-atlas-reading"));
    }

    /// Takes up an atlas that has been read meanwhile, and has what has changed read again.
    pub(super) fn take_atlas(&mut self, ctx: &egui::Context) {
        if !self.library.watches(self.session.files()) {
            let files = self.session.files().clone();
            self.library.watch(ctx, &files);
        }
        let Some(Arrived { files, reason, read }) = self.library.poll(ctx, self.session.files())
        else {
            return;
        };
        let path = match &files {
            Files::Bundled => String::new(),
            Files::Folder(folder) => legible(&folder.display().to_string(), LONGEST_REASON),
        };
        match (read, reason) {
            (Ok(atlas), Reason::Opened) => self.show_atlas(ctx, atlas, files),
            (Ok(atlas), Reason::Changed) => self.renew(ctx, atlas, files),
            (Err(problems), Reason::Opened) => {
                self.notice = None;
                self.problems = Some(ProblemList::of_opened(path, &problems));
            }
            (Err(problems), Reason::Changed) => {
                self.problems = Some(ProblemList::of_change(path, &problems));
            }
        }
        ctx.request_repaint();
    }

    /// Shows another atlas, as it was left the last time.
    fn show_atlas(&mut self, ctx: &egui::Context, atlas: Atlas, files: Files) {
        let other = (files != Files::Bundled).then_some(atlas.id.as_str());
        let path = self.memory.is_some().then(|| Memory::path(other)).flatten();
        let memory = path.as_deref().and_then(|path| Memory::read(path).ok()).unwrap_or_default();
        let session = &self.session;
        let own = session.atlas.history.languages.get(usize::from(session.look().language().0));
        let own = own.filter(|id| atlas.history.find_language(id).is_some()).cloned();
        let wished = own.as_deref().or_else(|| locale::of_atlas(&atlas));
        let mut look = plan::remembered(&atlas, &memory, wished);
        look.apply(&atlas, Action::SetTheme(session.look().theme()));
        if self.memory.is_some() {
            self.memory = path;
            self.moved = true;
        }
        self.problems = None;
        self.swap(ctx, atlas, files, (look, memory.desk().bookmarks));
        let words = &self.session.words;
        let title = self.session.atlas.history.title.get(words.language).to_owned();
        let said = words.with("open-atlas-done", &[("title", Argument::Text(&title))]);
        ctx.send_viewport_cmd(egui::ViewportCommand::Title(title));
        self.tell(ctx, said);
    }

    /// Shows the atlas as it is in its files now, with the same view.
    fn renew(&mut self, ctx: &egui::Context, atlas: Atlas, files: Files) {
        if self.problems.as_ref().is_some_and(ProblemList::is_of_change) {
            self.problems = None;
        }
        // A file may have been written anew as it was.
        if atlas == *self.session.atlas {
            return;
        }
        let look = self.session.look_in(&atlas);
        let bookmarks = self.session.desk().bookmarks.clone();
        self.swap(ctx, atlas, files, (look, bookmarks));
        self.tell(ctx, self.session.words.get("open-atlas-renewed"));
    }

    fn swap(&mut self, ctx: &egui::Context, atlas: Atlas, files: Files, own: (Look, Bookmarks)) {
        self.session.swap(Arc::new(atlas), files, own);
        if stand_ins::use_those_of(&self.session.atlas) {
            ctx.set_fonts(fonts::definitions());
        }
        // What panels keep is of the atlas that was; what is typed in a dialog stays.
        let Panels { save, open_atlas, stories, about_open, help_open, .. } =
            std::mem::take(&mut self.panels);
        self.panels =
            Panels { save, open_atlas, stories, about_open, help_open, ..Panels::default() };
        let files = self.session.files().clone();
        if !self.library.watches(&files) {
            self.library.watch(ctx, &files);
        }
    }

    /// Whether another atlas has come since the last question, whose memory is in another file.
    pub(super) fn take_moved(&mut self) -> bool {
        std::mem::take(&mut self.moved)
    }
}

//! A folder on the user's disk, where the browser lets a page write into one that the user chose (File System Access).

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, Object, Promise, Reflect};
use web_sys::{
    File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions, FileSystemGetFileOptions,
    FileSystemWritableFileStream,
};

use leptos::prelude::window;

/// The function of the window that asks for a folder. Its binding is not stable yet.
const PICKER: &str = "showDirectoryPicker";

/// Whether this browser can.
pub fn can_write() -> bool {
    Reflect::has(&window(), &PICKER.into()).unwrap_or(false)
}

/// Asks the user for a folder; none when they turn away.
///
/// # Errors
/// In the browser's words.
pub async fn choose() -> Result<Option<FileSystemDirectoryHandle>, String> {
    let ask = || -> Result<Promise, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"mode".into(), &"readwrite".into())?;
        let picker: Function = Reflect::get(&window(), &PICKER.into())?.dyn_into()?;
        picker.call1(&window(), &options)?.dyn_into()
    };
    let asked = ask().map_err(|error| words(&error))?;
    match JsFuture::from(asked).await {
        Ok(folder) => Ok(Some(folder.unchecked_into())),
        Err(error) if name(&error) == "AbortError" => Ok(None),
        Err(error) => Err(words(&error)),
    }
}

/// The text of a file; none when there is no such file, or no text in it.
pub async fn read(folder: &FileSystemDirectoryHandle, path: &str) -> Option<String> {
    let file = open(folder, path, false).await.ok()?;
    let file: File = JsFuture::from(file.get_file()).await.ok()?.unchecked_into();
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// Writes a file, and the folders that it lies in.
///
/// # Errors
/// In the browser's words.
pub async fn write(folder: &FileSystemDirectoryHandle, path: &str, text: &str) -> Result<(), String> {
    let write = async {
        let file = open(folder, path, true).await?;
        let stream: FileSystemWritableFileStream = JsFuture::from(file.create_writable()).await?.unchecked_into();
        JsFuture::from(stream.write_with_str(text)?).await?;
        JsFuture::from(stream.close()).await
    };
    write.await.map(drop).map_err(|error| format!("{path}: {}", words(&error)))
}

async fn open(folder: &FileSystemDirectoryHandle, path: &str, create: bool) -> Result<FileSystemFileHandle, JsValue> {
    let (directories, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut folder = folder.clone();
    for directory in directories.split('/').filter(|directory| !directory.is_empty()) {
        let options = FileSystemGetDirectoryOptions::new();
        options.set_create(create);
        let inner = folder.get_directory_handle_with_options(directory, &options);
        folder = JsFuture::from(inner).await?.unchecked_into();
    }
    let options = FileSystemGetFileOptions::new();
    options.set_create(create);
    Ok(JsFuture::from(folder.get_file_handle_with_options(name, &options)).await?.unchecked_into())
}

fn name(error: &JsValue) -> String {
    text(error, "name")
}

fn words(error: &JsValue) -> String {
    text(error, "message")
}

fn text(error: &JsValue, what: &str) -> String {
    Reflect::get(error, &what.into()).ok().and_then(|text| text.as_string()).unwrap_or_default()
}
